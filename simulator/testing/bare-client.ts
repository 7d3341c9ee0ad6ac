import './strict-signatures.ts';
import { Agent } from 'node:https';
import {
  type AuthenticationState,
  type BaileysEventMap,
  initAuthCreds,
  makeCacheableSignalKeyStore,
  makeWASocket,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SocketConfig,
  WA_CERT_DETAILS,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import { createEmitter } from '../base/emitter.ts';
import { until, type Wait } from '../base/until.ts';
import type { Network } from '../index.ts';

type Connection = BaileysEventMap['connection.update'];
export interface LastDisconnect {
  readonly code: number | undefined;
  readonly message: string;
}

/** The unmodified Baileys client, and everything it has said since it was made. */
export interface BareClient {
  readonly socket: WASocket;
  readonly auth: AuthenticationState;
  readonly messages: readonly WAMessage[];
  /** `notify` or `append`, by message id, as it first came. */
  readonly upsertTypes: ReadonlyMap<string, string>;
  readonly events: readonly {
    [Name in keyof BaileysEventMap]: { name: Name; data: BaileysEventMap[Name] };
  }[keyof BaileysEventMap][];
  /** Waits for the first event of that name that matches; one that came before counts. */
  event<Name extends keyof BaileysEventMap>(
    name: Name,
    matches?: (data: BaileysEventMap[Name]) => boolean,
    wait?: Wait,
  ): Promise<BaileysEventMap[Name]>;
  message(matches: (message: WAMessage) => boolean, wait?: Wait): Promise<WAMessage>;
  opened(wait?: Wait): Promise<Connection>;
  qr(wait?: Wait): Promise<string>;
  closed(wait?: Wait): Promise<LastDisconnect>;
  end(): Promise<void>;
}

const silent = {
  level: 'silent',
  child: () => silent,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};

export function newAuth(): AuthenticationState {
  const data = new Map<string, unknown>();
  const keys = {
    get<Type extends keyof SignalDataTypeMap>(type: Type, ids: string[]) {
      const found: Record<string, SignalDataTypeMap[Type]> = {};
      for (const id of ids) {
        const value = data.get(`${type}/${id}`);
        if (value !== undefined) found[id] = value as SignalDataTypeMap[Type];
      }
      return found;
    },
    set(changes: SignalDataSet) {
      for (const [type, values] of Object.entries(changes)) {
        for (const [id, value] of Object.entries(values ?? {})) {
          if (value === null || value === undefined) data.delete(`${type}/${id}`);
          else data.set(`${type}/${id}`, value);
        }
      }
    },
  };
  return { creds: initAuthCreds(), keys: makeCacheableSignalKeyStore(keys, silent) };
}

/** Connects to the network, with its root as the trusted one. */
export function connect(
  net: Pick<Network, 'url' | 'rootKey' | 'caPem'>,
  auth = newAuth(),
  config: Partial<SocketConfig> = {},
): BareClient {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(net.rootKey);
  const socket = makeWASocket({
    auth,
    waWebSocketUrl: net.url,
    logger: silent,
    fetchAgent: new Agent({ ca: net.caPem }),
    connectTimeoutMs: 5_000,
    ...config,
  });
  const events: BareClient['events'][number][] = [];
  const messages: WAMessage[] = [];
  const upsertTypes = new Map<string, string>();
  const news = createEmitter<{ news: undefined }>();

  socket.ev.on('creds.update', (update) => Object.assign(auth.creds, update));
  socket.ev.process((batch) => {
    for (const [name, data] of Object.entries(batch))
      events.push({ name, data } as BareClient['events'][number]);
    for (const message of batch['messages.upsert']?.messages ?? []) {
      messages.push(message);
      const id = message.key.id ?? '';
      if (!upsertTypes.has(id)) upsertTypes.set(id, batch['messages.upsert']?.type ?? '');
    }
    news.emit('news', undefined);
  });

  const look = <Found>(find: () => Found | undefined, wait?: Wait) =>
    until(
      find,
      (poke) => news.on('news', poke),
      () => events.map(({ name, data }) => `${name} ${JSON.stringify(data)}`.slice(0, 300)).join('\n'),
      wait,
    );

  const client: BareClient = {
    socket,
    auth,
    messages,
    upsertTypes,
    events,
    event: (name, matches = () => true, wait) =>
      look(() => {
        for (const event of events) {
          if (event.name !== name) continue;
          const data = event.data as BaileysEventMap[typeof name];
          if (matches(data)) return data;
        }
        return undefined;
      }, wait),
    message: (matches, wait) => look(() => messages.find(matches), wait),
    opened: (wait) => client.event('connection.update', ({ connection }) => connection === 'open', wait),
    async qr(wait) {
      const update = await client.event('connection.update', ({ qr }) => qr !== undefined, wait);
      return update.qr ?? '';
    },
    async closed(wait) {
      const update = await client.event(
        'connection.update',
        ({ connection }) => connection === 'close',
        wait,
      );
      const error = update.lastDisconnect?.error as (Error & { output?: { statusCode: number } }) | undefined;
      return { code: error?.output?.statusCode, message: error?.message ?? '' };
    },
    end: () => socket.end(undefined),
  };
  return client;
}

/** Links a new client to the phone by QR code and logs it in. */
export async function link(
  net: Network,
  phone: { scan(qr: string): Promise<number> },
  config: Partial<SocketConfig> = {},
): Promise<BareClient> {
  const first = connect(net, newAuth(), config);
  await phone.scan(await first.qr());
  await first.closed();
  const client = connect(net, first.auth, config);
  await client.opened();
  // Until history and settings are in, Baileys holds other events back.
  await client.event('creds.update', ({ accountSyncCounter = 0 }) => accountSyncCounter > 0);
  return client;
}

/** What a message says, whichever way it is wrapped. */
export const textOf = ({ message }: WAMessage): string | undefined =>
  message?.conversation ?? message?.extendedTextMessage?.text ?? undefined;
