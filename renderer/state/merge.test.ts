import { expect, test } from 'vitest';
import type { InboxOrder, InboxRow, Message, Ticket } from '../../preload/entities.ts';
import { fits, type InboxFilter, mergeMessages, mergeRows } from './merge.ts';

function row(conversationId: number, lastMessageId: number, about: Partial<InboxRow> = {}): InboxRow {
  return {
    conversationId,
    channelId: 1,
    contact: { id: conversationId, kind: 'person', displayName: 'Ana' },
    unread: 0,
    lastMessageId,
    lastAt: 0,
    preview: '',
    previewKind: 'text',
    previewFromMe: false,
    previewStatus: 'received',
    ...about,
  };
}

const every: InboxFilter = {
  tab: 'all',
  channelId: undefined,
  queueId: undefined,
  tagId: undefined,
  mine: false,
  unreadOnly: false,
};
const by = (filter: Partial<InboxFilter>, order: InboxOrder = 'newest') => ({
  filter: { ...every, ...filter },
  order,
  userId: 7,
});
const ids = (rows: readonly InboxRow[]) => rows.map(({ conversationId }) => conversationId);

function ticket(about: Partial<Ticket> = {}): Ticket {
  return {
    id: 1,
    protocol: '20261125-0001',
    conversationId: 1,
    state: 'waiting',
    openedAt: 0,
    pinned: false,
    tagIds: [],
    offHours: false,
    robotOff: false,
    ...about,
  };
}

test('a row that has news goes to the top', () => {
  const rows = [row(1, 30), row(2, 20), row(3, 10)];
  expect(ids(mergeRows({ rows, more: false }, [row(3, 40)], by({}), undefined))).toEqual([3, 1, 2]);
});

test('a new conversation comes in', () => {
  expect(ids(mergeRows({ rows: [row(1, 30)], more: true }, [row(9, 31)], by({}), undefined))).toEqual([9, 1]);
});

test('what is older than the loaded pages waits for its page', () => {
  const page = { rows: [row(1, 30), row(2, 20)], more: true };
  expect(ids(mergeRows(page, [row(9, 5)], by({}), undefined))).toEqual([1, 2]);
  expect(ids(mergeRows({ ...page, more: false }, [row(9, 5)], by({}), undefined))).toEqual([1, 2, 9]);
});

test('a filter lets go of what no longer fits, but not of the open conversation', () => {
  const unread = by({ unreadOnly: true });
  const page = { rows: [row(1, 30, { unread: 1 }), row(2, 20, { unread: 2 })], more: false };
  expect(ids(mergeRows(page, [row(1, 30)], unread, undefined))).toEqual([2]);
  expect(ids(mergeRows(page, [row(1, 30)], unread, 1))).toEqual([1, 2]);
  expect(ids(mergeRows(page, [row(5, 40)], unread, 5))).toEqual([1, 2]);
});

test('another channel’s rows stay out', () => {
  const page = { rows: [row(1, 30)], more: false };
  expect(ids(mergeRows(page, [row(2, 40, { channelId: 2 })], by({ channelId: 1 }), undefined))).toEqual([1]);
});

test('AT-2 an accepted conversation leaves Aguardando, and stays while it is open', () => {
  const page = { rows: [row(1, 30, { tab: 'waiting' }), row(2, 20, { tab: 'waiting' })], more: false };
  const accepted = [row(1, 30, { tab: 'open' })];
  expect(ids(mergeRows(page, accepted, by({ tab: 'waiting' }), undefined))).toEqual([2]);
  expect(ids(mergeRows(page, accepted, by({ tab: 'waiting' }), 1))).toEqual([1, 2]);
});

test.each<[string, Partial<InboxFilter>, boolean]>([
  ['everything', {}, true],
  ['its tab', { tab: 'open' }, true],
  ['another tab', { tab: 'closed' }, false],
  ['its queue', { queueId: 3 }, true],
  ['another queue', { queueId: 4 }, false],
  ['one of its tags', { tagId: 6 }, true],
  ['another tag', { tagId: 8 }, false],
  ['what is mine', { mine: true }, true],
  ['what is unread', { unreadOnly: true }, false],
])('AT-2 a row under the filter: %s', (_, filter, expected) => {
  const shown = row(1, 10, { tab: 'open', ticket: ticket({ queueId: 3, userId: 7, tagIds: [5, 6] }) });
  expect(fits(shown, { ...every, ...filter }, 7)).toBe(expected);
});

test('AT-2 whoever waits longest is first; who waits for nothing comes last, the newest of them first', () => {
  const rows = [row(1, 30), row(2, 40), row(3, 10, { waitingSince: 500 }), row(4, 20, { waitingSince: 400 })];
  const pinned = row(5, 50, { ticket: ticket({ pinned: true }) });
  const waiting = by({ tab: 'open' }, 'longest-waiting');
  const open = [...rows, pinned].map((each) => ({ ...each, tab: 'open' as const }));
  expect(ids(mergeRows({ rows: [], more: false }, open, waiting, undefined))).toEqual([5, 4, 3, 2, 1]);
});

test('AT-2 a page of the longest waiting takes nothing that comes after it', () => {
  const held = [row(1, 30, { waitingSince: 100 }), row(2, 40, { waitingSince: 200 })];
  const waiting = by({}, 'longest-waiting');
  const later = row(3, 50, { waitingSince: 300 });
  const sooner = row(4, 60, { waitingSince: 150 });
  expect(ids(mergeRows({ rows: held, more: true }, [later, sooner], waiting, undefined))).toEqual([1, 4, 2]);
});

function message(id: number, about: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 1,
    fromMe: false,
    origin: 'contact',
    kind: 'text',
    text: '',
    at: 0,
    status: 'received',
    ...about,
  };
}

test('messages are put in order, and the newer snapshot wins', () => {
  const merged = mergeMessages(
    [message(2), message(4, { status: 'queued' })],
    [message(4, { status: 'sent' }), message(3)],
    { before: false, after: false },
  );
  expect(merged.map(({ id, status }) => [id, status])).toEqual([
    [2, 'received'],
    [3, 'received'],
    [4, 'sent'],
  ]);
});

test('a change to a message beyond an end that is not loaded leaves no hole', () => {
  const drawn = (fresh: number, more: { before: boolean; after: boolean }) =>
    mergeMessages([message(10)], [message(fresh)], more).map(({ id }) => id);
  expect(drawn(3, { before: true, after: false })).toEqual([10]);
  expect(drawn(3, { before: false, after: true })).toEqual([3, 10]);
  expect(drawn(12, { before: false, after: true })).toEqual([10]);
  expect(drawn(12, { before: true, after: false })).toEqual([10, 12]);
});
