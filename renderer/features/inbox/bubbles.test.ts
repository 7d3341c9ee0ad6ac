import { expect, test } from 'vitest';
import type { Message, Note, TicketEvent } from '../../../preload/entities.ts';
import { shortened, threadItems } from './bubbles.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function message(id: number, at: number, about: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 1,
    fromMe: false,
    origin: 'contact',
    kind: 'text',
    text: `message ${id}`,
    at,
    status: 'received',
    ...about,
  };
}

const mine = { fromMe: true, origin: 'station', userName: 'Bruna', status: 'sent' } as const;

function items(messages: Message[], unread?: { firstId: number; count: number; seenOnPhone: boolean }) {
  return threadItems({
    messages,
    more: { before: false, after: false },
    notes: [],
    events: [],
    sending: [],
    unread,
    dayOf: (at) => Math.floor(at / DAY),
  });
}

/** `[12]` is a message that stands alone, `[1 2]` two that stand together. */
function drawn(all: ReturnType<typeof items>): string {
  return all
    .map((item) => {
      if (item.kind !== 'message') return item.kind;
      return `${item.starts ? '[' : ''}${item.message.id}${item.ends ? ']' : ''}`;
    })
    .join(' ');
}

test('an empty conversation shows nothing', () => {
  expect(items([])).toEqual([]);
});

test('one side’s messages stand together while they are close', () => {
  const all = items([message(1, 0), message(2, MINUTE), message(3, 7 * MINUTE)]);
  expect(drawn(all)).toBe('day [1 2] [3]');
});

test('sides, users and origins do not mix', () => {
  const all = items([
    message(1, 0),
    message(2, 1, mine),
    message(3, 2, mine),
    message(4, 3, { ...mine, userName: 'João' }),
    message(5, 4, { fromMe: true, origin: 'phone' }),
  ]);
  expect(drawn(all)).toBe('day [1] [2 3] [4] [5]');
});

test('authors of a group do not mix', () => {
  const all = items([message(1, 0, { authorName: 'Zé' }), message(2, 1, { authorName: 'Lia' })]);
  expect(drawn(all)).toBe('day [1] [2]');
});

test('midnight parts what is close', () => {
  const all = items([message(1, DAY - 1), message(2, DAY)]);
  expect(drawn(all)).toBe('day [1] day [2]');
});

test('the line between read and unread stands once, before the first unread', () => {
  const all = items([message(1, 0), message(2, 1), message(3, 2)], {
    firstId: 2,
    count: 2,
    seenOnPhone: true,
  });
  expect(drawn(all)).toBe('day [1] unread [2 3]');
  expect(all.find((item) => item.kind === 'unread')).toMatchObject({ count: 2, seenOnPhone: true });
});

test('the line stands at the top when all that is loaded is unread', () => {
  const all = items([message(5, 0), message(6, 1)], {
    firstId: 2,
    count: 9,
    seenOnPhone: false,
  });
  expect(drawn(all)).toBe('day unread [5 6]');
});

const base = {
  messages: [] as Message[],
  more: { before: false, after: false },
  notes: [] as Note[],
  events: [] as TicketEvent[],
  sending: [],
  unread: undefined,
  dayOf: (at: number) => Math.floor(at / DAY),
};
const note = (id: number, at: number): Note => ({
  id,
  conversationId: 1,
  body: 'nota',
  at,
  editable: true,
});
const event = (id: number, at: number): TicketEvent => ({
  id,
  ticketId: 1,
  at,
  what: 'opened',
  by: 'contact',
  detail: {},
});

test('what is on its way to main stands last', () => {
  const press = {
    nonce: 'n',
    text: 'oi',
    coming: undefined,
    attachment: undefined,
    localAddress: undefined,
    as: undefined,
    voice: undefined,
    replyTo: undefined,
    at: 5,
    error: undefined,
  };
  const all = threadItems({ ...base, messages: [message(1, 0)], sending: [press], notes: [note(1, 9)] });
  expect(all.at(-1)).toEqual({ kind: 'sending', key: 'n', press });
});

test('AT-4 notes and what befell the ticket stand between the messages, by time', () => {
  const all = threadItems({
    ...base,
    messages: [message(1, 10), message(2, 20), message(3, 2 * DAY)],
    notes: [note(1, 15), note(2, DAY + 5)],
    events: [event(1, 5), event(2, 3 * DAY)],
  });
  expect(drawn(all)).toBe('day event [1] note [2] day note day [3] day event');
});

test('AT-1 what a message causes stands before it: the customer writes and is in, the answer accepts', () => {
  const closed = { ...event(3, 40_000), what: 'closed', by: 'user' } as const;
  const accepted = { ...event(2, 30_001), what: 'accepted', by: 'user' } as const;
  const reopened = { ...event(4, 50_500), what: 'reopened' } as const;
  const all = threadItems({
    ...base,
    messages: [message(1, 10_000), message(2, 10_000), message(3, 30_000, mine), message(4, 50_000)],
    events: [event(1, 10_555), accepted, closed, reopened],
  });
  expect(drawn(all)).toBe('day event [1 2] event [3] event event [4]');
});

test('AT-1 an attendance that nobody’s message opened stands at its own time', () => {
  const all = threadItems({
    ...base,
    messages: [message(1, 10_000), message(2, 200_000, mine)],
    events: [{ ...event(1, 190_000), what: 'accepted', by: 'user' }],
  });
  expect(drawn(all)).toBe('day [1] event [2]');
});

test('AT-4 what lies beyond the loaded stretch waits for its messages', () => {
  const all = (before: boolean, after: boolean) =>
    drawn(
      threadItems({
        ...base,
        more: { before, after },
        messages: [message(1, 10), message(2, 20)],
        notes: [note(1, 5), note(2, 15), note(3, 25)],
      }),
    );
  expect(all(true, true)).toBe('day [1] note [2]');
  expect(all(true, false)).toBe('day [1] note [2] note');
  expect(all(false, true)).toBe('day note [1] note [2]');
});

test('a clock that was set back shows its day again, under another key', () => {
  const all = items([message(1, DAY), message(2, 5), message(3, DAY + 5)]);
  expect(drawn(all)).toBe('day [1] day [2] day [3]');
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
});

test('keys are never the same twice', () => {
  const all = items([message(1, 0), message(2, DAY), message(3, 2 * DAY)], {
    firstId: 3,
    count: 1,
    seenOnPhone: false,
  });
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
});

test('short texts are whole; long ones and tall ones are cut', () => {
  expect(shortened('Bom dia!')).toBeUndefined();
  expect(shortened('a'.repeat(1201))).toHaveLength(1200);
  expect(shortened(Array.from({ length: 40 }, () => 'x').join('\n'))?.split('\n')).toHaveLength(24);
});

test('a cut leaves no half of an emoji', () => {
  const cut = shortened(`${'a'.repeat(1199)}${'🍞'.repeat(10)}`);
  expect(cut?.isWellFormed()).toBe(true);
});
