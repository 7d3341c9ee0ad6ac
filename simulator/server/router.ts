import { addressingOf, isGroup, jidOf, otherAddressing, parseJid } from '../wire/jid.ts';
import { type BinaryNode, child, children, node } from '../wire/node.ts';
import { answeredIds } from '../wire/receipts.ts';
import type { Group } from './groups.ts';
import { Refusal } from './refusal.ts';
import type { Account, Endpoint } from './registry.ts';
import type { Server } from './server.ts';

/** Carries stanzas from one device to others. A refused one throws a Refusal. */
export interface Router {
  message(from: Endpoint, stanza: BinaryNode): void;
  receipt(from: Endpoint, stanza: BinaryNode): void;
  /** Typing and recording. */
  chatState(from: Endpoint, stanza: BinaryNode): void;
  call(from: Endpoint, stanza: BinaryNode): void;
}

interface Copy {
  readonly to: Endpoint;
  readonly content: BinaryNode[];
}

/** Attributes that are the same for every receiver. */
type Common = Record<string, string | undefined>;

const NOT_FOUND = 404;
const FORBIDDEN = 403;

export function createRouter(server: Server): Router {
  const { registry, groups, events } = server;

  function person(jid: string | undefined): Account {
    const account = registry.find(parseJid(jid));
    if (!account) throw new Refusal(NOT_FOUND, `nobody has the address ${jid}`);
    return account;
  }

  function groupOf(jid: string, member: Account): Group {
    const group = groups.find(jid);
    if (!group) throw new Refusal(NOT_FOUND, `there is no group ${jid}`);
    if (!group.members.has(member.pn)) throw new Refusal(FORBIDDEN, 'not a member');
    return group;
  }

  /** One copy for each device that is named; one to the sender itself, as Baileys makes them, is dropped. */
  function addressedCopies(from: Endpoint, stanza: BinaryNode): Copy[] {
    const identity = children(stanza, 'device-identity');
    return children(child(stanza, 'participants'), 'to').flatMap((part) => {
      const to = registry.endpoint(part.attrs['jid'] ?? '');
      return to && to !== from ? [{ to, content: [...children(part, 'enc'), ...identity] }] : [];
    });
  }

  /** A message sent once more, or by one's own machinery, is for one device alone. */
  function onlyCopy(stanza: BinaryNode): Copy {
    const { to = '' } = stanza.attrs;
    const only = registry.endpoint(to);
    if (!only) throw new Refusal(NOT_FOUND, `there is no device ${to}`);
    return { to: only, content: [...children(stanza, 'enc'), ...children(stanza, 'device-identity')] };
  }

  function toPerson(from: Endpoint, stanza: BinaryNode, common: Common): void {
    const { to = '', recipient, category } = stanza.attrs;
    const mode = addressingOf(to);
    const other = otherAddressing(mode);
    const chat = person(recipient ?? to);
    const copies = child(stanza, 'enc') ? [onlyCopy(stanza)] : addressedCopies(from, stanza);
    const sender = { from: jidOf(from.account, mode, from.device), addressing_mode: mode, category };
    const toOthers = { [`sender_${other}`]: jidOf(from.account, other) };
    const toOwn = { recipient: jidOf(chat, mode), [`peer_recipient_${other}`]: jidOf(chat, other) };
    for (const { to: receiver, content } of copies) {
      const own = receiver.account === from.account;
      // Whoever is blocked never learns of it: it looks as if the phone were off.
      if (!server.blocks.lets(from.account, receiver.account)) continue;
      const about = own ? (category === 'peer' ? {} : toOwn) : toOthers;
      receiver.deliver(node('message', { ...common, ...sender, ...about }, content));
    }
  }

  function toGroup(from: Endpoint, stanza: BinaryNode, common: Common): void {
    const { to = '', participant } = stanza.attrs;
    const group = groupOf(to, from.account);
    const { mode } = group;
    const other = otherAddressing(mode);
    const shared = children(stanza, 'enc');
    const own = new Map(addressedCopies(from, stanza).map((copy) => [copy.to, copy.content]));
    const attrs = {
      ...common,
      from: group.id,
      participant: jidOf(from.account, mode, from.device),
      [`participant_${other}`]: jidOf(from.account, other),
      addressing_mode: mode,
    };
    const again = participant === undefined ? undefined : registry.endpoint(participant);
    const receivers = again ? [again] : groups.devices(group).filter((device) => device !== from);
    const identity = again ? children(stanza, 'device-identity') : [];
    for (const receiver of receivers) {
      receiver.deliver(node('message', attrs, [...(own.get(receiver) ?? []), ...shared, ...identity]));
    }
  }

  /** A receipt as it reaches others: from the reader, about the same ids. */
  function receiptNode(from: Endpoint, stanza: BinaryNode, group: Group | undefined): BinaryNode {
    const { id, type, to = '' } = stanza.attrs;
    const mode = group?.mode ?? addressingOf(to);
    const reader = jidOf(from.account, mode, type === 'retry' ? from.device : 0);
    const sender = group ? { from: group.id, participant: reader } : { from: reader };
    // An inactive client's word counts like any other: the message has arrived.
    const shown = type === 'inactive' ? undefined : type;
    return node('receipt', { ...sender, id, type: shown, t: server.seconds() }, stanza.content);
  }

  return {
    message(from, stanza) {
      const { id, type, to = '', edit } = stanza.attrs;
      const common = { id, t: String(server.seconds()), type, edit, notify: from.account.name };
      if (isGroup(to)) toGroup(from, stanza, common);
      else toPerson(from, stanza, common);
      server.stats.messages++;
      events.emit('message', { id: id ?? '', from: from.account.pn, device: from.device, to });
    },

    receipt(from, stanza) {
      const { to = '', type, participant, recipient } = stanza.attrs;
      const group = isGroup(to) ? groupOf(to, from.account) : undefined;
      const outgoing = receiptNode(from, stanza, group);
      const others = [...from.account.devices.values()].filter((device) => device !== from);
      const about = participant ?? to;
      switch (type) {
        case 'retry': {
          const asked = registry.endpoint(about);
          const attrs = { ...outgoing.attrs, ...(recipient && { recipient }) };
          asked?.deliver({ ...outgoing, attrs });
          break;
        }
        case 'server-error':
          from.account.devices.get(0)?.deliver({
            ...outgoing,
            attrs: { ...outgoing.attrs, from: jidOf(from.account, 'pn', from.device) },
          });
          break;
        case 'sender':
        case 'peer_msg':
        case 'hist_sync':
          break;
        case 'read-self':
          for (const device of others) device.deliver(readElsewhere(from, outgoing, to));
          break;
        case undefined:
        default:
          for (const device of person(about).devices.values()) device.deliver(outgoing);
          if (type === 'read') for (const device of others) device.deliver(readElsewhere(from, outgoing, to));
      }
      events.emit('receipt', {
        ids: answeredIds(stanza),
        from: from.account.pn,
        device: from.device,
        to,
        type: type ?? 'delivered',
      });
    },

    chatState(from, stanza) {
      const { to = '' } = stanza.attrs;
      const group = isGroup(to) ? groupOf(to, from.account) : undefined;
      const mode = group?.mode ?? addressingOf(to);
      const author = jidOf(from.account, mode);
      const sender = group ? { from: group.id, participant: author } : { from: author };
      const receivers = group
        ? groups.devices(group).filter(({ account }) => account !== from.account)
        : [...person(to).devices.values()];
      for (const device of receivers) device.mention(node('chatstate', sender, stanza.content));
    },

    call(from, stanza) {
      const { to = '', id, t } = stanza.attrs;
      const attrs = {
        from: jidOf(from.account, addressingOf(to)),
        id,
        t: t ?? server.seconds(),
        notify: from.account.name,
      };
      const called = person(to);
      if (!server.blocks.lets(from.account, called)) return;
      for (const device of called.devices.values()) device.deliver(node('call', attrs, stanza.content));
    },
  };
}

/** Tells one's other devices that a chat was read here. */
function readElsewhere(from: Endpoint, receipt: BinaryNode, chat: string): BinaryNode {
  const { id, t } = receipt.attrs;
  const own = jidOf(from.account, addressingOf(chat));
  return node('receipt', { id, t, from: own, type: 'read-self', recipient: chat }, receipt.content);
}
