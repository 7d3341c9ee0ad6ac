import {
  type BinaryNode,
  type Contact,
  type WAMessage,
  type WAMessageKey,
  getHistoryMsg,
  jidDecode,
  normalizeMessageContent,
  proto,
} from '@whiskeysockets/baileys';
import type { Clock } from '../../../clock.ts';
import type { Account, Arrival, WireContact, WireMessage } from '../../wire.ts';
import type { FromWorker, HandedOver } from '../protocol.ts';
import type { Auth } from './auth-state.ts';
import { createCatchUp } from './catch-up.ts';
import { type Alternate, isPhone, isSelf, toAddress, toAddresses } from './jid.ts';
import type { Journal } from './journal.ts';
import {
  type Situation,
  toMapping,
  toPastMessages,
  toPeople,
  toWireCall,
  toWireContact,
  toWireMessage,
  toWireReceipt,
} from './mapping.ts';
import { type EventHandlers, wantsHistory } from './socket.ts';

/** Turns what a socket says into messages for main. */
export interface Inbound {
  readonly events: EventHandlers;
  readonly stanza: (stanza: BinaryNode) => void;
  /** A new connection begins … */
  readonly begins: () => void;
  /** … and is open. */
  readonly opens: () => void;
  /** Everybody who is blocked, as WhatsApp told when it was asked. */
  readonly blocked: (jids: readonly (string | undefined)[]) => void;
  /** Main has dealt with the last piece of history. */
  readonly handled: () => void;
}

const HISTORY_PIECE = 100;
/** Main stores what comes together together, so what comes in a rush gathers; a single message never waits. */
const GATHER_MS = 20;
/** A contact's name comes with each of its messages; main hears it once. */
const NAMES_KNOWN = 2000;

export function createInbound(
  auth: Auth,
  journal: Journal,
  post: (message: FromWorker) => void,
  clock: Clock,
  subjectOf: (group: string) => Promise<string | undefined>,
): Inbound {
  const { creds } = auth.state;
  const alternate: Alternate = ({ kind, value }) => {
    if (kind === 'group') return undefined;
    const other = auth.read('lid-mapping', kind === 'lid' ? `${value}_reverse` : value);
    return other === undefined ? undefined : { kind: kind === 'lid' ? 'pn' : 'lid', value: other };
  };
  const situation = (): Situation => ({ self: selfOf(creds.me), alternate, now: clock.now() });

  let ready: HandedOver<WireMessage>[] = [];
  let handedOverAt = 0;
  const handOver = () => {
    const batch = ready;
    ready = [];
    handedOverAt = clock.now();
    if (batch.length > 0) post({ say: 'messages', batch });
  };
  const deliver = (message: HandedOver<WireMessage>) => {
    if (ready.push(message) > 1) return;
    clock.after(Math.max(0, handedOverAt + GATHER_MS - clock.now()), handOver);
  };
  /** New messages that have overtaken old ones. */
  let early: HandedOver<WireMessage>[] = [];
  const catchUp = createCatchUp(clock, () => {
    for (const message of early) deliver(message);
    early = [];
    post({ say: 'caught-up' });
  });

  const history: HandedOver<WireMessage>[] = [];
  let historyBusy = false;
  const nextPiece = () => {
    historyBusy = history.length > 0;
    if (historyBusy) post({ say: 'messages', batch: history.splice(0, HISTORY_PIECE), history: true });
  };

  const known = new Map<string, string>();
  const contacts = (batch: readonly (WireContact | undefined)[]) => {
    const news = batch.filter((contact): contact is WireContact => {
      if (!contact) return false;
      const key = JSON.stringify(contact.addresses[0]);
      const said = JSON.stringify(contact);
      if (known.get(key) === said) return false;
      if (known.size >= NAMES_KNOWN) known.clear();
      known.set(key, said);
      return true;
    });
    if (news.length > 0) post({ say: 'contacts', batch: news });
  };
  const people = (list: readonly Partial<Contact>[]) =>
    contacts(list.map((contact) => toWireContact(contact, alternate)));
  /** The subject comes with the past or a change of it; a group first seen by a message is asked for its own. */
  const asked = new Set<string>();
  const learnGroup = async (jid: string | null | undefined) => {
    if (!jid || toAddress(jid)?.kind !== 'group' || asked.has(jid)) return;
    asked.add(jid);
    const subject = await subjectOf(jid);
    if (subject) groups([{ id: jid, subject }]);
    else asked.delete(jid);
  };
  const groups = (list: readonly { id?: string; subject?: string }[]) =>
    contacts(
      list.map(({ id, subject }) =>
        id && subject ? toWireContact({ id, name: subject }, alternate) : undefined,
      ),
    );

  let phoneSeenAt = 0;
  const phoneSeen = (attrs: BinaryNode['attrs']) => {
    const at = Math.min(Number(attrs['t']) * 1000 || clock.now(), clock.now());
    if (at <= phoneSeenAt) return;
    phoneSeenAt = at;
    post({ say: 'phone-seen', at });
  };

  let told = '';
  const account = () => {
    const current = accountOf(creds);
    const said = JSON.stringify(current);
    if (!current || said === told) return;
    told = said;
    post({ say: 'account', account: current });
  };

  /** The history notification whose content Baileys is fetching: it works on one message at a time. */
  let fetching: WAMessageKey | undefined;
  /** What the phone hands over once more because we could not read it: by our request, in its order. */
  const resent = new Map<string, number[]>();
  const arrived = (message: WAMessage, arrival: Arrival, carried?: number) => {
    const { key } = message;
    const wire = toWireMessage(message, arrival, situation());
    if (wire) {
      void learnGroup(key.remoteJid);
      const is = wire.content.kind === 'unreadable' ? 'unreadable' : 'readable';
      const told = { what: wire, handover: journal.tell(key, is, carried) };
      if (arrival === 'live' && !catchUp.over) early.push(told);
      else deliver(told);
    } else {
      if (carried !== undefined) journal.confirm([carried]);
      leave(message);
    }
    // After it was delivered: what overtook it may follow now.
    if (key.id) catchUp.through(key.id);
  };
  /** It is not for main itself, but what the account's own phone sends may bring something that is. */
  const leave = ({ key, message }: WAMessage) => {
    const notification = key.fromMe && message ? getHistoryMsg(message) : undefined;
    const resend = key.fromMe ? resendIn(message) : undefined;
    if (notification && wantsHistory(notification)) fetching = key;
    else if (resend) resent.set(resend.request, journal.carry(key, resend.count));
    else journal.drop(key);
  };

  return {
    begins: () => catchUp.begin(),
    opens() {
      catchUp.opened();
      account();
    },
    handled: nextPiece,
    blocked: (jids) => post({ say: 'blocks', blocks: { change: 'all', people: toPeople(jids, alternate) } }),
    stanza(stanza) {
      const { self } = situation();
      const { attrs, tag } = stanza;
      if (
        isSelf(attrs['participant'] ?? attrs['from'], self) &&
        isPhone(attrs['participant'] ?? attrs['from'])
      ) {
        phoneSeen(attrs);
      } else if (tag === 'notification' && attrs['type'] === 'server_sync') phoneSeen(attrs);
      if (tag === 'message') {
        journal.expect(stanza);
        if (attrs['offline'] && attrs['id']) catchUp.waits(attrs['id']);
      }
      if (tag === 'receipt' || tag === 'ack') {
        const receipt = toWireReceipt(stanza, situation());
        if (!receipt) return;
        // What was read on the phone comes first.
        if (receipt.what === 'seen-on-phone') handOver();
        // An acknowledgement never comes again; without it the message goes again.
        const handover = tag === 'receipt' ? journal.note(stanza) : 0;
        post({ say: 'receipts', batch: [{ what: receipt, handover }] });
      }
    },
    events: {
      'messages.upsert': ({ messages, type, requestId }) => {
        const handovers = requestId === undefined ? undefined : resent.get(requestId);
        for (const message of messages) {
          arrived(message, type === 'notify' ? 'live' : 'offline', handovers?.shift());
        }
        if (requestId !== undefined && handovers?.length === 0) resent.delete(requestId);
      },
      'messaging-history.set': ({ messages, contacts: list, lidPnMappings = [] }) => {
        contacts([...lidPnMappings.map(toMapping), ...list.map((each) => toWireContact(each, alternate))]);
        const found = messages.flatMap((message) => toPastMessages(message, situation()));
        // What nothing brought is confirmed to nobody.
        const handovers = fetching ? journal.carry(fetching, found.length) : [];
        fetching = undefined;
        found.forEach((what, n) => history.push({ what, handover: handovers[n] ?? 0 }));
        if (!historyBusy) nextPiece();
      },
      'contacts.upsert': people,
      'contacts.update': people,
      'groups.upsert': groups,
      'groups.update': groups,
      'lid-mapping.update': (mapping) => contacts([toMapping(mapping)]),
      'presence.update': ({ id, presences }) => {
        const chat = toAddresses([id], alternate);
        const [presence] = Object.values(presences);
        if (chat.length === 0 || !presence) return;
        const { lastKnownPresence } = presence;
        post({
          say: 'typing',
          chat,
          typing: lastKnownPresence === 'composing' || lastKnownPresence === 'recording',
        });
      },
      call(calls) {
        for (const call of calls) {
          const wire = toWireCall(call, situation());
          if (wire) post({ say: 'call', call: wire });
        }
      },
      'blocklist.update': ({ blocklist, type }) => {
        const people = toPeople(blocklist, alternate);
        if (people.length === 0) return;
        post({ say: 'blocks', blocks: { change: type === 'add' ? 'added' : 'removed', people } });
      },
      'creds.update': () => {
        auth.saveCreds();
        if (auth.linked()) account();
      },
      'connection.update': ({ receivedPendingNotifications }) => {
        if (receivedPendingNotifications) catchUp.last();
      },
    },
  };
}

/** How many messages the phone hands over once more, and which request of ours it answers. */
function resendIn(message: WAMessage['message']): { request: string; count: number } | undefined {
  const response = normalizeMessageContent(message)?.protocolMessage?.peerDataOperationRequestResponseMessage;
  const results = response?.peerDataOperationResult;
  if (!results) return undefined;
  const found = results.filter(({ placeholderMessageResendResponse }) => {
    const bytes = placeholderMessageResendResponse?.webMessageInfoBytes;
    return bytes && proto.WebMessageInfo.decode(bytes).key?.id;
  });
  return { request: response.stanzaId ?? '', count: found.length };
}

function selfOf(me: Contact | undefined) {
  const pn = jidDecode(me?.id)?.user;
  const lid = jidDecode(me?.lid)?.user;
  return { ...(pn !== undefined && { pn }), ...(lid !== undefined && { lid }) };
}

function accountOf({ me, platform }: Auth['state']['creds']): Account | undefined {
  const number = toAddress(me?.id)?.value;
  if (number === undefined) return undefined;
  const lid = toAddress(me?.lid)?.value;
  // Until the phone tells the name, Baileys keeps a tilde in its place.
  const name = me?.name === '~' ? undefined : me?.name;
  return {
    number,
    ...(lid !== undefined && { lid }),
    ...(name && { profileName: name }),
    ...(platform && { platform }),
  };
}
