import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { WASocket } from '@whiskeysockets/baileys';
import type { Outgoing } from '../../driver.ts';
import type { Address } from '../../wire.ts';
import type { Answer, FromWorker, Request, WorkerSettings } from '../protocol.ts';
import type { Auth } from './auth-state.ts';
import { createDownloads } from './downloads.ts';
import { toAddress, toJid } from './jid.ts';
import { toClose } from './endings.ts';
import { createSending, FileMissing, NotAllowed, UploadFailed } from './sending.ts';
import type { LiveSocket } from './socket.ts';
import { unlink } from './unlinking.ts';

type Failure = Extract<Answer, { code: unknown }>;
type Target = { readonly jid: string } | Failure;

const failure = (kind: Failure['kind'], code: Failure['code']): Failure => ({ ok: false, kind, code });
const done: Answer = { ok: true };
const NOT_CONNECTED = failure('transient', 'not-connected');
/** Main waits a little longer. */
const UNLINK_MS = 8_000;
const TIMED_OUT = failure('transient', 'timed-out');

/** Does on the open socket what main asks for. */
export function createOutbound({
  auth,
  settings: { keysFile, network, timings },
  post,
  now,
}: {
  auth: Auth;
  settings: WorkerSettings;
  post: (message: FromWorker) => void;
  now: () => number;
}) {
  const { probeMs } = timings;
  const downloads = createDownloads({ simulated: network !== undefined });
  const uploadFile = uploadFilesBeside(keysFile);
  /** Contacts whose typing WhatsApp was asked to tell, on this socket. */
  const watched = new WeakMap<WASocket, Set<string>>();

  const watch = async (sock: WASocket, jid: string) => {
    const jids = watched.get(sock) ?? new Set();
    watched.set(sock, jids);
    if (jids.has(jid)) return;
    jids.add(jid);
    await sock.presenceSubscribe(jid);
  };

  const sending = createSending(auth, uploadFile, now);
  /** Whoever lost patience with a large file asks again while it is still being uploaded. */
  const underWay = new Map<string, Promise<Answer>>();

  const send = (sock: WASocket, message: Outgoing): Promise<Answer> => {
    const running = underWay.get(message.waId) ?? reachAndSend(sock, message);
    underWay.set(message.waId, running);
    return running.finally(() => underWay.delete(message.waId));
  };

  const reachAndSend = async (sock: WASocket, message: Outgoing): Promise<Answer> => {
    const [address] = message.chat;
    if (!address) return failure('final', 'refused');
    const target = await reach(sock, address);
    if ('ok' in target) return target;
    await sending(sock, target.jid, message);
    return done;
  };

  /**
   * Where a message to this address goes. Baileys sends to nobody without a word when the server does not tell the
   * devices, so that is asked before.
   */
  const reach = async (sock: WASocket, address: Address): Promise<Target> => {
    const jid = toJid(address);
    if (address.kind === 'group') return { jid };
    if ((await sock.getUSyncDevices([jid], true, false)).length > 0) return { jid };
    if (address.kind === 'lid') return TIMED_OUT;
    const answers = await sock.onWhatsApp(address.value);
    if (!answers) return TIMED_OUT;
    const known = answers.find(({ exists }) => exists)?.jid;
    if (known === undefined) return failure('final', 'not-on-whatsapp');
    // A Brazilian number with or without its ninth digit: WhatsApp's answer is the right one.
    const right = toAddress(known);
    if (right) post({ say: 'contacts', batch: [{ addresses: [right, address] }] });
    return (await sock.getUSyncDevices([known], true, false)).length > 0 ? { jid: known } : TIMED_OUT;
  };

  const markRead = async (
    sock: WASocket,
    { chat, waIds, author }: Extract<Request, { kind: 'mark-read' }>,
  ) => {
    const [address] = chat;
    if (!address) return failure('final', 'refused');
    const participant = author?.[0] && toJid(author[0]);
    const remoteJid = toJid(address);
    await sock.readMessages(
      waIds.map((id) => ({
        remoteJid,
        id,
        fromMe: false,
        ...(participant !== undefined && { participant }),
      })),
    );
    if (address.kind !== 'group') await watch(sock, remoteJid);
    return done;
  };

  const typing = async (sock: WASocket, { chat, typing }: Extract<Request, { kind: 'typing' }>) => {
    const [address] = chat;
    if (!address) return failure('final', 'refused');
    const jid = toJid(address);
    if (address.kind !== 'group') await watch(sock, jid);
    await sock.sendPresenceUpdate(typing ? 'composing' : 'paused', jid);
    return done;
  };

  const rejectCall = async (
    sock: WASocket,
    { callId, chat }: Extract<Request, { kind: 'reject-call' }>['call'],
  ): Promise<Answer> => {
    const [address] = chat;
    if (!address) return failure('final', 'refused');
    await sock.rejectCall(callId, toJid(address));
    return done;
  };

  const setBlocked = async (
    sock: WASocket,
    { chat, blocked }: Extract<Request, { kind: 'set-blocked' }>,
  ): Promise<Answer> => {
    const address = chat.find(({ kind }) => kind === 'pn') ?? chat[0];
    if (!address || address.kind === 'group') return failure('final', 'refused');
    await sock.updateBlockStatus(toJid(address), blocked ? 'block' : 'unblock');
    // WhatsApp tells all devices but the one that did it.
    post({ say: 'blocks', blocks: { change: blocked ? 'added' : 'removed', people: [chat] } });
    return done;
  };

  const lookUp = async (sock: WASocket, number: string): Promise<Answer> => {
    const answers = await sock.onWhatsApp(number);
    if (!answers) return TIMED_OUT;
    const known = toAddress(answers.find(({ exists }) => exists)?.jid);
    if (!known) return done;
    const lid = known.kind === 'pn' && (await sock.signalRepository.lidMapping.getLIDForPN(toJid(known)));
    const hidden = toAddress(lid || undefined);
    return { ok: true, addresses: hidden ? [known, hidden] : [known] };
  };

  const probe = async (sock: WASocket): Promise<Answer> => {
    const start = performance.now();
    const answer: unknown = await sock.query(
      {
        tag: 'iq',
        attrs: { to: 's.whatsapp.net', type: 'get', xmlns: 'w:p' },
        content: [{ tag: 'ping', attrs: {} }],
      },
      probeMs,
    );
    return answer === undefined ? TIMED_OUT : { ok: true, tookMs: performance.now() - start };
  };

  const run = async (sock: WASocket, request: Exclude<Request, { kind: 'download' }>): Promise<Answer> => {
    switch (request.kind) {
      case 'send':
        return send(sock, request.message);
      case 'reject-call':
        return rejectCall(sock, request.call);
      case 'set-blocked':
        return setBlocked(sock, request);
      case 'look-up':
        return lookUp(sock, request.number);
      case 'mark-read':
        return markRead(sock, request);
      case 'typing':
        return typing(sock, request);
      case 'probe':
        return probe(sock);
      case 'unlink':
        return (await unlink(sock, UNLINK_MS)) ? done : TIMED_OUT;
    }
  };

  return async (socket: LiveSocket | undefined, request: Request): Promise<Answer> => {
    // A file is fetched by its own way, which may be open when this one is not.
    if (request.kind === 'download') {
      return downloads(socket?.open ? socket.sock : undefined, request.order);
    }
    if (!socket?.open) return NOT_CONNECTED;
    try {
      return await run(socket.sock, request);
    } catch (error) {
      return toFailure(error);
    }
  };
}

/** What is being uploaded lies there encrypted; what a crash left of it is cleared away. */
function uploadFilesBeside(keysFile: string): (waId: string) => string {
  const folder = path.dirname(keysFile);
  const prefix = `${path.basename(keysFile)}.upload-`;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix)) rmSync(path.join(folder, name), { force: true });
  }
  return (waId) => path.join(folder, prefix + waId.replaceAll(/\W/g, ''));
}

function toFailure(error: unknown): Failure {
  if (error instanceof FileMissing) return failure('final', 'file-missing');
  if (error instanceof UploadFailed) return failure('transient', 'media-upload-failed');
  if (error instanceof NotAllowed) return failure('final', 'refused');
  const { code, message } = toClose(error);
  if (/All encryptions failed/.test(message)) return failure('final', 'encryption');
  if (code === 428 || /Connection Closed|not authenticated/i.test(message)) return NOT_CONNECTED;
  if (code === 408) return TIMED_OUT;
  return failure('transient', 'refused');
}
