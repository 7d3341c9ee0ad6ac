import { randomUUID } from 'node:crypto';
import { array, constantFrom, integer, option, record, type Arbitrary } from 'fast-check';
import type { Address, WireMessage } from '../../channels/wire.ts';
import { group, lid, pn } from '../../inbox/testing/wire.ts';
import { Refusal } from '../../failure.ts';
import { mediaOf } from '../../media/testing/files.ts';
import { HEIR, OLD, RITA, type Shop } from './shop.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

/** A person who is reached by a number, a hidden id, or both; two groups. */
const chats: readonly (readonly Address[])[] = [
  [pn('5511987650001')],
  [lid('100000000000001')],
  [pn('5511987650002')],
  [lid('100000000000002'), pn('5511987650002')],
  [pn('5511987650003')],
  [group('1203630001')],
  [group('1203630002')],
];

interface Letter {
  readonly channels: readonly number[];
  readonly chat: number;
  readonly author: number;
  readonly fromMe: boolean;
  /** Of two channels, the one that it came from: the other one received it. */
  readonly facing: boolean;
  /** Few, so that there are copies, clashes and redeliveries. */
  readonly waId: number;
  readonly text: string | undefined;
  /** A picture, with the text as its caption; of one caption it is the same one. */
  readonly picture: boolean;
  readonly second: number;
  readonly arrival: WireMessage['arrival'];
}

/** What happens in a shop before one of its channels is removed. */
export interface Deeds {
  readonly letters: readonly Letter[];
  /** Two addresses turn out to be one person's, after so many letters. */
  readonly meet: number | undefined;
  /** Somebody reacts to a message, or takes it back; both channels may hear of it. */
  readonly reactions: readonly {
    channels: readonly number[];
    chat: number;
    author: number;
    writer: number;
    waId: number;
    ofOurs: boolean;
    byUs: boolean;
    emoji: string;
  }[];
  readonly sends: readonly { channel: number; chat: number; text: string }[];
  /** What was on its way when the channel was removed. */
  readonly sending: readonly number[];
  readonly kept: readonly {
    what: (typeof KEPT)[number];
    channels: readonly number[];
    chat: number;
    at: number;
  }[];
}

const KEPT = [
  'draft',
  'seen',
  'ticket',
  'closed ticket',
  'tag',
  'note',
  'follow-up',
  'schedule',
  'prompt',
  'integration',
] as const;

const channel = constantFrom(OLD, HEIR);
const channels = constantFrom([OLD], [HEIR], [OLD, HEIR], [HEIR, OLD]);
const chat = integer({ min: 0, max: chats.length - 1 });

export const deeds: Arbitrary<Deeds> = record({
  letters: array(
    record({
      channels,
      chat,
      author: integer({ min: 0, max: 4 }),
      fromMe: constantFrom(false, false, true),
      facing: constantFrom(false, true),
      waId: integer({ min: 0, max: 15 }),
      text: constantFrom('bom dia', 'tem pão?', 'obrigada', '', undefined),
      picture: constantFrom(false, false, true),
      second: integer({ min: 0, max: 20 }),
      arrival: constantFrom('live' as const, 'live' as const, 'offline' as const, 'history' as const),
    }),
    { maxLength: 40, size: 'max' },
  ),
  meet: option(integer({ min: 0, max: 40 }), { nil: undefined }),
  reactions: array(
    record({
      channels,
      chat,
      author: integer({ min: 0, max: 4 }),
      writer: integer({ min: 0, max: 4 }),
      waId: integer({ min: 0, max: 15 }),
      ofOurs: constantFrom(false, false, true),
      byUs: constantFrom(false, false, true),
      emoji: constantFrom('👍', '🎂', ''),
    }),
    { maxLength: 30, size: 'max' },
  ),
  sends: array(record({ channel, chat, text: constantFrom('já vai', 'sim') }), { maxLength: 5 }),
  sending: array(channel, { maxLength: 1 }),
  kept: array(record({ what: constantFrom(...KEPT), channels, chat, at: integer({ min: 0, max: 9 }) }), {
    maxLength: 30,
    size: 'max',
  }),
});

/** Does it all, through what drivers and windows do it by; what no feature makes yet is written by hand. */
export async function happen(
  shop: Shop,
  { letters, meet, reactions, sends, sending, kept }: Deeds,
): Promise<void> {
  const { heard } = shop.inbox;
  for (const [index, letter] of letters.entries()) {
    if (index === meet) await heard.contacts(OLD, [{ addresses: [...chats[0]!, ...chats[1]!] }]);
    const [first, second] = letter.channels;
    await heard.messages(first!, [wireOf(letter)]);
    if (second === undefined) continue;
    await heard.messages(second, [wireOf({ ...letter, fromMe: letter.fromMe !== letter.facing })]);
  }
  for (const [index, each] of reactions.entries()) {
    for (const channel of each.channels) await heard.messages(channel, [reactionOf(each, index)]);
  }
  for (const each of sends) send(shop, each);
  // The first in line is handed over, and nothing more is heard of it.
  for (const channel of sending) heard.connected(channel);
  for (const [index, each] of kept.entries()) {
    for (const channel of each.channels) keep(shop, { ...each, channel, name: `${index} ${channel}` });
  }
}

function reactionOf(
  { chat, author, writer, waId, ofOurs, byUs, emoji }: Deeds['reactions'][number],
  index: number,
): WireMessage {
  const to = chats[chat]!;
  const inGroup = to.some(({ kind }) => kind === 'group');
  return {
    waId: `R${index}`,
    chat: to,
    ...(inGroup && { author: chats[author]! }),
    fromMe: byUs,
    at: NOON + (100 + index) * 1_000,
    arrival: 'live',
    content: {
      kind: 'amendment',
      target: { waId: `W${waId}`, fromMe: ofOurs, ...(inGroup && !ofOurs && { author: chats[writer]! }) },
      change: { kind: 'react', emoji },
    },
  };
}

function contentOf({ text, picture }: Letter): WireMessage['content'] {
  if (text === undefined) return { kind: 'unreadable' };
  if (!picture) return { kind: 'text', text };
  return { kind: 'media', text, media: mediaOf('image', 'image/jpeg', Buffer.from(`picture of ${text}`)) };
}

function wireOf(letter: Letter): WireMessage {
  const { chat, author, fromMe, waId, second, arrival } = letter;
  const to = chats[chat]!;
  const inGroup = to.some(({ kind }) => kind === 'group');
  return {
    waId: `W${waId}`,
    chat: to,
    ...(inGroup && { author: chats[author]! }),
    fromMe,
    at: NOON + second * 1_000,
    arrival,
    content: contentOf(letter),
  };
}

function conversationOf(shop: Shop, channel: number, chat: number): number | undefined {
  const [address] = chats[chat]!;
  const [found] = shop.rows<{ id: number }>(
    `SELECT v.id FROM conversation v JOIN address a ON a.contact_id = v.contact_id
     WHERE v.channel_id = ${channel} AND a.kind = '${address!.kind}' AND a.value = '${address!.value}'`,
  );
  return found?.id;
}

/** As the dispatcher calls it, with Rita at the window. */
function send(shop: Shop, { channel, chat, text }: Deeds['sends'][number], nonce = randomUUID()): void {
  const conversationId = conversationOf(shop, channel, chat);
  if (conversationId === undefined) return;
  void shop.inbox.handlers['messages.send'](
    { conversationId, text, nonce },
    { window: { user: RITA }, user: RITA },
  );
}

/** What the state machine refuses has not happened. */
function act(shop: Shop, conversationId: number, what: 'take-over' | 'return' | 'close'): void {
  const place = shop.inbox.conversations.byId(conversationId)!;
  try {
    shop.inbox.write('test.act', (changes) =>
      shop.tickets.act(place, what, { by: 'user', userId: RITA.id }, changes),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function keep(
  shop: Shop,
  { what, channel, chat, at, name }: Deeds['kept'][number] & { channel: number; name: string },
): void {
  const run = (sql: string) => shop.db.statement('test.keep', sql).run();
  if (what === 'prompt' || what === 'integration') {
    const column = what === 'prompt' ? 'body' : 'settings';
    run(`INSERT INTO ${what} (channel_id, name, ${column}) VALUES (${channel}, '${name}', '')`);
    return;
  }
  const id = conversationOf(shop, channel, chat);
  if (id === undefined) return;
  switch (what) {
    case 'draft':
      return void run(`UPDATE conversation SET draft = 'rascunho ${name}' WHERE id = ${id}`);
    case 'seen':
      return void shop.inbox.handlers['conversation.seen'](
        { conversationId: id, upTo: Number.MAX_SAFE_INTEGER },
        { window: { user: RITA }, user: RITA },
      );
    case 'ticket':
      return act(shop, id, at % 2 ? 'take-over' : 'return');
    case 'closed ticket':
      return act(shop, id, 'close');
    case 'tag':
      run(`INSERT OR IGNORE INTO tag (id, name, name_key, hue) VALUES (${at + 1}, 'e${at}', 'e${at}', 0)`);
      return void run(
        `INSERT OR IGNORE INTO ticket_tag (ticket_id, tag_id)
         SELECT ticket_id, ${at + 1} FROM conversation WHERE id = ${id} AND ticket_id IS NOT NULL`,
      );
    case 'note':
      return void run(`INSERT INTO note (conversation_id, body, at) VALUES (${id}, 'nota ${name}', ${at})`);
    case 'follow-up':
      return void run(
        `INSERT INTO follow_up (conversation_id, state, body, due_at)
         VALUES (${id}, '${at % 2 ? 'active' : 'done'}', 'retorno ${name}', ${at})`,
      );
    case 'schedule':
      return void run(
        `INSERT INTO schedule (conversation_id, state, body, due_at)
         VALUES (${id}, '${at % 2 ? 'waiting' : 'done'}', 'agenda ${name}', ${at})`,
      );
  }
}
