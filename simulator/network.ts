import { openCabinet } from './base/cabinet.ts';
import { type Clock, createTimers, systemClock } from './base/clock.ts';
import { createEmitter } from './base/emitter.ts';
import { createIds } from './base/ids.ts';
import { openPort, openPortNear } from './base/port.ts';
import type { Customer, CustomerOptions } from './customer/customer.ts';
import { type Flood, type FloodOptions, prepareFlood } from './flood.ts';
import type { Member, Room } from './group/group.ts';
import { issueTlsIdentity } from './media/certificate.ts';
import { createMediaHost } from './media/host.ts';
import { createMediaStore } from './media/store.ts';
import { createPeople, type GroupOptions } from './people.ts';
import type { Phone, PhoneOptions } from './phone/phone.ts';
import { createAdmission } from './server/admission.ts';
import { createAppState } from './server/app-state.ts';
import { createCharges } from './server/charges.ts';
import type { NetworkEvents } from './server/events.ts';
import { createFaults, type Faults } from './server/faults.ts';
import { createBlocks } from './server/blocks.ts';
import { createGroups } from './server/groups.ts';
import { createLinking } from './server/linking.ts';
import { createListener } from './server/listener.ts';
import { createPresence } from './server/presence.ts';
import { createRegistry } from './server/registry.ts';
import { createRouter } from './server/router.ts';
import type { Server, Stats } from './server/server.ts';
import { generateServerKeys, issueCertificate, type ServerKeys } from './wire/certificates.ts';
import { SERVER_JID } from './wire/jid.ts';
import { node } from './wire/node.ts';

export interface NetworkOptions {
  /** Makes ids, LIDs and invented numbers come out alike; 1 when absent. */
  readonly seed?: number;
  readonly clock?: Clock;
  /** TCP port of the chat server; the last one used with the state file, else any free one. */
  readonly port?: number;
  /** Where accounts, devices, sessions, queues and chats are kept, so that a restart continues. */
  readonly stateFile?: string;
  /** Milliseconds between the arrival of a message at a customer's phone and its receipt; 300 when absent. */
  readonly receiptDelayMs?: number;
}

/** A WhatsApp of one's own, on loopback. */
export interface Network {
  /** Address of the chat socket. */
  readonly url: string;
  /** The Noise root to be trusted. */
  readonly rootKey: Uint8Array;
  readonly rootKeyHex: string;
  /** The authority of the media host, as PEM, and the host as `127.0.0.1:PORT`. */
  readonly caPem: string;
  readonly mediaHost: string;
  readonly faults: Faults;
  readonly stats: Readonly<Stats>;
  on<Name extends keyof NetworkEvents>(
    name: Name,
    listener: (event: NetworkEvents[Name]) => void,
  ): () => void;
  /** The shop's phone with that number; the same one at each call. */
  phone(options: PhoneOptions): Phone;
  /** The customer of that name; the same one at each call. */
  customer(name: string, options?: CustomerOptions): Customer;
  /** The group of that name; made, and announced, at the first call. The only phone is in it and leads it. */
  group(subject: string, members: readonly Member[], options?: GroupOptions): Room;
  /** Encrypts many texts beforehand; they go out at once on `release()`. Needs a linked device. */
  flood(options: FloodOptions): Promise<Flood>;
  readonly phones: readonly Phone[];
  readonly customers: readonly Customer[];
  close(): Promise<void>;
}

/** Starts the network. Rejects when the port is taken or the state file cannot be used. */
export async function startNetwork(options: NetworkOptions = {}): Promise<Network> {
  const { seed = 1, clock = systemClock, stateFile, receiptDelayMs = 300 } = options;
  const cabinet = openCabinet(stateFile);
  const keyShelf = cabinet.shelf<ServerKeys>('server-keys');
  const ports = cabinet.shelf<number>('ports');
  const keys = keyShelf.get('keys') ?? generateServerKeys();
  keyShelf.put('keys', keys);

  const timers = createTimers(clock);
  const ids = createIds(seed, cabinet.shelf('counters'));
  const charges = createCharges();
  const registry = createRegistry(cabinet, ids);
  const seconds = () => Math.floor(clock.now() / 1000);
  const notification: Server['notification'] = (type, content, attrs = {}) =>
    node('notification', { type, from: SERVER_JID, id: ids.stanza(), t: seconds(), ...attrs }, content);
  let certificate: Buffer | undefined;
  let mediaHost = '';

  const server: Server = {
    clock,
    timers,
    cabinet,
    ids,
    events: createEmitter<NetworkEvents>(),
    charges,
    keys,
    registry,
    companions: new Map(),
    groups: createGroups(cabinet, registry),
    blocks: createBlocks(cabinet),
    appState: createAppState(cabinet, notification),
    media: createMediaStore(cabinet, () => mediaHost),
    presence: createPresence(seconds),
    get linking() {
      return linking;
    },
    get router() {
      return router;
    },
    sessions: new Set(),
    stats: { framesIn: 0, framesOut: 0, messages: 0 },
    latency: 0,
    reachable: true,
    certificate() {
      const fault = charges.take('certificate');
      if (fault) return issueCertificate(keys, fault);
      return (certificate ??= issueCertificate(keys));
    },
    notification,
    seconds,
  };
  const linking = createLinking(server);
  const router = createRouter(server);

  const identity = issueTlsIdentity(Date.now());
  const chat = createListener(server, createAdmission(server));
  const media = createMediaHost({
    identity,
    store: server.media,
    charges,
    timers,
    reachable: () => server.reachable,
  });
  const chatPort =
    options.port === undefined
      ? await openPortNear(chat, ports.get('chat'))
      : await openPort(chat, options.port);
  const mediaPort = await openPortNear(media, ports.get('media'));
  mediaHost = `127.0.0.1:${mediaPort.number}`;
  ports.put('chat', chatPort.number);
  ports.put('media', mediaPort.number);

  const people = createPeople(server, receiptDelayMs);
  return {
    url: `ws://127.0.0.1:${chatPort.number}/ws/chat`,
    rootKey: new Uint8Array(keys.root.public),
    rootKeyHex: keys.root.public.toString('hex'),
    caPem: identity.caPem,
    mediaHost,
    faults: createFaults(server),
    stats: server.stats,
    on: (name, listener) => server.events.on(name, listener),
    phone: (who) => people.phone(who),
    customer: (name, who) => people.customer(name, who),
    group: (subject, members, how) => people.group(subject, members, how),
    flood: (how) => prepareFlood(server, people, how),
    get phones() {
      return people.phones;
    },
    get customers() {
      return people.customers;
    },
    async close() {
      timers.clear();
      for (const session of server.sessions) session.reset();
      await Promise.all([chatPort.close(), mediaPort.close()]);
      await people.settle();
      timers.clear();
      cabinet.close();
    },
  };
}
