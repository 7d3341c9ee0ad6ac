import type { Call, ChatMessage, Customer, Network, Phone } from '../index.ts';
import type { Bubble, ChatView, FileView, Stage } from './protocol.ts';
import type { Sight } from './protocol.ts';

/** As many messages of a conversation as the page shows. */
const SHOWN = 200;

export interface Scene {
  readonly network: Network;
  networkUp: boolean;
  sight: { readonly qr: string; readonly picture: Sight } | undefined;
  /** The last call of each customer, by her number. */
  readonly calls: Map<string, { readonly to: string; readonly call: Call }>;
}

export function stageView({ network, networkUp, sight, calls }: Scene): Stage {
  return {
    phones: network.phones.map((phone) => ({ ...person(phone), devices: phone.linkedDevices() })),
    customers: network.customers.map((customer) => {
      const made = calls.get(customer.number);
      const call = made && { to: made.to, state: made.call.state };
      return { ...person(customer), seesTyping: customer.seesTyping, call };
    }),
    networkUp,
    sight: sight?.picture,
  };
}

const person = ({ number, name, online }: Phone | Customer) => ({ number, name, online });

/** All conversations that one phone shows, by the other's number. Groups are not for this page. */
export function chatViews(owner: Phone | Customer): Map<string, ChatView> {
  const personal = owner.messages.filter(({ chat }) => !chat.includes('@'));
  const byChat = Map.groupBy(personal, ({ chat }) => chat);
  return new Map([...byChat].map(([other, messages]) => [other, chatView(messages)]));
}

const chatView = (messages: readonly ChatMessage[]): ChatView => ({
  unread: messages.filter(({ seen }) => !seen).length,
  messages: messages.slice(-SHOWN).map(bubble),
});

function bubble(message: ChatMessage): Bubble {
  const { id, fromMe: mine, kind, text, at, replyTo, edited, deleted, reactions } = message;
  const file = message.file && !deleted ? fileView(message.file) : undefined;
  return {
    id,
    mine,
    kind,
    text,
    at,
    tick: tickOf(message),
    replyTo,
    file,
    edited,
    deleted,
    reactions: Object.values(reactions),
  };
}

function tickOf({ delivered, read, played }: ChatMessage): Bubble['tick'] {
  if (played !== undefined) return 'played';
  if (read !== undefined) return 'read';
  return delivered === undefined ? 'sent' : 'delivered';
}

const fileView = ({ bytes, mimetype, name, seconds }: NonNullable<ChatMessage['file']>): FileView => ({
  mimetype,
  name,
  seconds,
  size: bytes?.length ?? 0,
  there: bytes !== undefined,
});
