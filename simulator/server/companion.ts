import type { PreKey, PreKeyBundle, SignedPreKey } from '../wire/bundle.ts';
import { jidOf, SERVER_JID } from '../wire/jid.ts';
import { type BinaryNode, node } from '../wire/node.ts';
import { createMailbox } from './mailbox.ts';
import type { Account, Endpoint } from './registry.ts';
import type { Server } from './server.ts';
import type { Session } from './session.ts';
import { spoil } from './spoil.ts';

/** What the server keeps about a linked device. */
export interface CompanionRecord {
  readonly device: number;
  readonly keyIndex: number;
  readonly noiseKey: Buffer;
  readonly identity: Buffer;
  readonly registrationId: number;
  readonly deviceIdentity: Buffer;
  readonly platform: string;
  /** Milliseconds since 1970. */
  readonly linkedAt: number;
  readonly signedPreKey: SignedPreKey;
  readonly preKeys: PreKey[];
  /** Whether the phone has been asked to send its keys and history. */
  readonly greeted: boolean;
}

export interface Companion extends Endpoint {
  readonly record: CompanionRecord;
  readonly session: Session | undefined;
  /** Whether the client said that somebody sits in front of it. */
  available: boolean;
  change(change: Partial<CompanionRecord>): void;
  /** Takes a login over; an older one is told that it was replaced. */
  attach(session: Session): void;
  detach(session: Session): void;
  /** The client is ready: hands over what was held, then everything as it comes. */
  activate(): void;
  /** Forgets what the client has acknowledged. */
  settle(matches: (stanza: BinaryNode) => boolean): void;
  /** Ends the link; the device can never log in again. */
  remove(by: 'phone' | 'companion'): void;
}

/** Below this stock the server asks for more one-time keys. */
const LOW_STOCK = 5;

/** Which of the service's doors to use next time; clients repeat it before their first frame. */
const ROUTING_INFO = Buffer.from('080a0810', 'hex');

const REPLACED = node('stream:error', {}, [node('conflict', { type: 'replaced' })]);
const REMOVED = node('stream:error', { code: 401 }, [node('conflict', { type: 'device_removed' })]);

export function createCompanion(server: Server, account: Account, initial: CompanionRecord): Companion {
  const shelf = server.cabinet.shelf<CompanionRecord>(`companions/${account.pn}`);
  const mailbox = createMailbox(`${account.pn}/${initial.device}`, server.cabinet);
  const number = account.pn;
  const { device } = initial;
  let record = initial;
  let session: Session | undefined;
  let active = false;

  function change(changes: Partial<CompanionRecord>): void {
    record = { ...record, ...changes };
    shelf.put(String(device), record);
  }

  function transmit(stanza: BinaryNode): void {
    if (!session) return;
    for (const each of spoil(stanza, server.charges)) {
      if (each === 'garbage') session.sendGarbage();
      else session.send(each);
    }
  }

  /** Tells the phone that there is a new device, which it will greet with keys and history. */
  function introduce(): void {
    change({ greeted: true });
    announce('add');
    const jid = jidOf(account, 'pn', device);
    const added = node('add', {}, [node('device', { jid, 'key-index': record.keyIndex })]);
    account.devices.get(0)?.deliver(server.notification('devices', [added]));
  }

  const companion: Companion = {
    account,
    device,
    keyIndex: record.keyIndex,
    identity: record.identity,
    available: false,
    get record() {
      return record;
    },
    get session() {
      return session;
    },
    change,
    takeBundle(): PreKeyBundle {
      const { registrationId, identity, signedPreKey, deviceIdentity, preKeys } = record;
      const [preKey, ...rest] = preKeys;
      if (preKey) change({ preKeys: rest });
      if (rest.length === LOW_STOCK - 1) {
        companion.deliver(server.notification('encrypt', [node('count', { value: rest.length })]));
      }
      return { registrationId, identity, signedPreKey, deviceIdentity, preKey };
    },
    deliver(stanza) {
      const letter = mailbox.add(stanza);
      if (active) transmit(letter.stanza);
    },
    mention(stanza) {
      if (active) session?.send(stanza);
    },
    attach(next) {
      session?.close(REPLACED);
      session = next;
      active = false;
      next.send(
        node('success', {
          t: server.seconds(),
          lid: jidOf(account, 'lid', device),
          display_name: account.name,
          creation: Math.floor(record.linkedAt / 1000),
          location: 'gru',
        }),
      );
      next.send(
        node('ib', { from: SERVER_JID }, [
          node('edge_routing', {}, [node('routing_info', {}, ROUTING_INFO)]),
        ]),
      );
      server.events.emit('login', { number, device, queued: mailbox.size });
    },
    detach(which) {
      if (session !== which) return;
      session = undefined;
      active = false;
      companion.available = false;
      server.events.emit('logout', { number, device });
    },
    activate() {
      if (active || !session) return;
      active = true;
      const letters = mailbox.letters();
      if (letters.length > 0) session.send(offlinePreview(letters.map(({ stanza }) => stanza)));
      for (const { stanza } of letters) transmit({ ...stanza, attrs: { ...stanza.attrs, offline: '1' } });
      session.send(node('ib', { from: SERVER_JID }, [node('offline', { count: letters.length })]));
      if (!record.greeted) introduce();
    },
    settle: (matches) => void mailbox.settle(matches),
    remove(by) {
      account.devices.delete(device);
      server.companions.delete(companionName(number, device));
      shelf.drop(String(device));
      mailbox.clear();
      announce('remove');
      server.events.emit('unlinked', { number, device, by });
      session?.close(by === 'phone' ? REMOVED : undefined);
      session = undefined;
    },
  };

  /** Tells all other companions, of this account and of others, that the account's devices are different. */
  function announce(change: 'add' | 'remove'): void {
    const jids = (['pn', 'lid'] as const).map((mode) => jidOf(account, mode, device));
    const devices = jids.map((jid) => node('device', { jid, 'key-index': record.keyIndex }));
    for (const other of server.companions.values()) {
      if (other === companion) continue;
      const from = jidOf(account, 'pn');
      other.deliver(server.notification('devices', [node(change, {}, devices)], { from }));
    }
  }

  shelf.put(String(device), record);
  account.devices.set(device, companion);
  server.companions.set(companionName(number, device), companion);
  return companion;
}

/** Under which the server files the companion. */
export const companionName = (number: string, device: number): string => `${number}:${device}`;

/** Brings back the companions that were linked when the network last ran. */
export function reviveCompanions(server: Server, account: Account): void {
  const shelf = server.cabinet.shelf<CompanionRecord>(`companions/${account.pn}`);
  for (const [, record] of shelf.entries()) createCompanion(server, account, record);
}

function offlinePreview(stanzas: BinaryNode[]): BinaryNode {
  const count = (tag: string) => stanzas.filter((stanza) => stanza.tag === tag).length;
  const attrs = {
    count: stanzas.length,
    message: count('message'),
    receipt: count('receipt'),
    notification: count('notification'),
    appdata: 0,
  };
  return node('ib', { from: SERVER_JID }, [node('offline_preview', attrs)]);
}
