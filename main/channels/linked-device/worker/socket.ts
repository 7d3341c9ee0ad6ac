import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import {
  type BaileysEventMap,
  type BinaryNode,
  Browsers,
  type SocketConfig,
  type WASocket,
  isJidBroadcast,
  isJidNewsletter,
  makeWASocket,
  proto,
} from '@whiskeysockets/baileys';
import type { Close } from '../close-reasons.ts';
import type { PairingMethod, SocketNews, WorkerSettings } from '../protocol.ts';
import type { Auth } from './auth-state.ts';
import { isPairingSign, toClose } from './endings.ts';
import { hearFirstWords } from './first-words.ts';
import type { durableSignalRepository } from './signal-repository.ts';
import { guardFrames } from './write-barrier.ts';

export type EventHandlers = { [E in keyof BaileysEventMap]?: (data: BaileysEventMap[E]) => void };

export interface SocketListener {
  news(news: SocketNews): void;
  readonly events: EventHandlers;
  /** Every message, receipt, acknowledgement and notification as it stands on the wire. */
  readonly stanza: (stanza: BinaryNode) => void;
  readonly failed: (what: string, error: unknown) => void;
}

export interface SocketParts {
  readonly auth: Auth;
  readonly makeRepository: ReturnType<typeof durableSignalRepository>;
  readonly logger: SocketConfig['logger'];
  readonly settings: WorkerSettings;
}

export interface LiveSocket {
  readonly sock: WASocket;
  readonly open: boolean;
  /** Ends it so that nothing of it is heard any more, and its line is cut when this returns. */
  kill(): void;
}

/** What the phone is asked for when it is linked: recent chats, not years of them. */
export const wantsHistory = ({ syncType }: proto.Message.IHistorySyncNotification): boolean =>
  syncType !== proto.Message.HistorySyncType.FULL;

/** How long the other side may take to say goodbye. */
const GOODBYE_MS = 1000;

export function openSocket(
  { auth, makeRepository, logger, settings: { network, timings } }: SocketParts,
  pairing: PairingMethod | undefined,
  listener: SocketListener,
): LiveSocket {
  auth.dropHalfLink();
  let live = true;
  let open = false;
  let line: Socket | undefined;
  const sock = makeWASocket({
    auth: auth.state,
    logger,
    ...(network && { waWebSocketUrl: network.url }),
    browser: Browsers.appropriate('Chrome'),
    countryCode: 'BR',
    connectTimeoutMs: timings.connectMs,
    keepAliveIntervalMs: timings.keepAliveMs,
    defaultQueryTimeoutMs: timings.queryMs,
    ...(timings.qrMs !== undefined && { qrTimeout: timings.qrMs }),
    // Else the phone stops notifying its owner.
    markOnlineOnConnect: false,
    emitOwnEvents: false,
    syncFullHistory: false,
    shouldSyncHistoryMessage: wantsHistory,
    shouldIgnoreJid: (jid) => isJidBroadcast(jid) || isJidNewsletter(jid),
    // A write that failed fails again; the socket is cut instead, and the server keeps what it has not been told of.
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 0 },
    makeSignalRepository: makeRepository(() => live),
    getMessage: ({ id }) => {
      const bytes = id ? auth.file.sent.get(id) : undefined;
      return Promise.resolve(bytes && proto.Message.decode(bytes));
    },
  });
  const { ws, ev } = sock;
  guardFrames(ws, { durable: () => auth.file.durable(), admit: hearFirstWords() });

  const news = (latest: SocketNews) => {
    if (live) listener.news(latest);
  };
  const kill = () => {
    live = open = false;
    void sock.end(undefined);
    line?.destroy();
  };
  const closed = (close: Close) => {
    news({ news: 'closed', close });
    kill();
  };

  const update = (state: BaileysEventMap['connection.update']) => {
    if (!live) return;
    const { qr, isNewLogin, connection, lastDisconnect } = state;
    listener.events['connection.update']?.(state);
    if (qr) {
      if (pairing?.kind === 'code') askForCode(pairing.number);
      else news({ news: 'qr', qr });
    }
    if (isNewLogin) news({ news: 'paired' });
    if (connection === 'open') {
      open = true;
      news({ news: 'open' });
    }
    if (connection === 'close') closed(toClose(lastDisconnect?.error));
  };
  let asked: Promise<string> | undefined;
  const askForCode = (number: string) => {
    // The codes to scan go on changing beside the code to type.
    if (asked) return;
    asked = sock.requestPairingCode(number);
    asked.catch((error: unknown) => closed(toClose(error)));
  };

  // Baileys holds events back for up to 30 s, merges them and folds updates into what they update. Here they are taken
  // as they are emitted: one by one, in order, each next to the stanza that it came from.
  const emit = ev.emit.bind(ev);
  ev.emit = (event, data) => {
    const result = emit(event, data);
    try {
      if (event === 'connection.update') update(data as BaileysEventMap['connection.update']);
      // What a socket had received when it was killed is in the journal: it is told to the end.
      else listener.events[event]?.(data);
    } catch (error) {
      listener.failed(`event ${event}`, error);
    }
    return result;
  };

  const heard = (stanza: BinaryNode) => {
    if (!live) return;
    try {
      listener.stanza(stanza);
    } catch (error) {
      listener.failed(`stanza ${stanza.tag}`, error);
    }
  };
  ws.prependListener('CB:message', heard);
  ws.prependListener('CB:receipt', heard);
  ws.prependListener('CB:notification', (stanza: BinaryNode) => {
    if (isPairingSign(stanza)) news({ news: 'scanned' });
    heard(stanza);
  });
  ws.on('CB:ack,class:message', heard);
  ws.once('frame', () => news({ news: 'answered' }));
  ws.on('upgrade', (response: IncomingMessage) => {
    line = response.socket;
  });
  // ws leaves it to whoever listens for this to end the attempt, and Baileys only listens.
  ws.on('unexpected-response', (_request: unknown, response: IncomingMessage) => {
    line = response.socket;
    closed({ http: response.statusCode ?? 0, message: 'upgrade refused' });
  });
  if (pairing?.kind === 'code') {
    // Baileys hands out the code before the server has heard of it, let alone agreed to it.
    ws.once('CB:iq,type:result,link_code_companion_reg', () => {
      void asked?.then((code) => news({ news: 'code', code }));
    });
    ws.on('CB:iq,type:error', ({ content }: BinaryNode) => {
      const status = Array.isArray(content) ? Number(content[0]?.attrs['code']) : 0;
      closed({ http: status || 400, message: 'pairing refused' });
    });
  }
  // A line that is dead never says goodbye, and the news of its end would wait for that.
  const close = ws.close.bind(ws);
  ws.close = () => {
    setTimeout(() => line?.destroy(), GOODBYE_MS).unref();
    return close();
  };

  return {
    sock,
    get open() {
      return open;
    },
    kill,
  };
}
