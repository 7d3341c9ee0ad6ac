import { expect, test } from 'vitest';
import type { InboxRow } from '../../../preload/entities.ts';
import { holdRows, shiftOf } from './steady-list.ts';

function row(conversationId: number, preview = ''): InboxRow {
  return {
    conversationId,
    channelId: 1,
    contact: { id: conversationId, kind: 'person', displayName: 'Ana' },
    unread: 0,
    lastMessageId: conversationId,
    lastAt: 0,
    preview,
    previewKind: 'text',
    previewFromMe: false,
    previewStatus: 'received',
  };
}
const ids = (rows: readonly InboxRow[]) => rows.map(({ conversationId }) => conversationId);

test('AT-2 rows keep their places under the pointer, with their news, and new ones wait', () => {
  const held = holdRows([1, 2, 3], [row(3, 'novo'), row(9), row(1), row(2)]);
  expect(ids(held.rows)).toEqual([1, 2, 3]);
  expect(held.rows[2]?.preview).toBe('novo');
  expect(held.waiting).toBe(1);
});

test('AT-2 a row that is gone is not held', () => {
  expect(ids(holdRows([1, 2, 3], [row(1), row(3)]).rows)).toEqual([1, 3]);
});

const seen = [4, 5, 6, 7].map((id, at) => ({ id, index: at + 3 }));

test.each([
  ['nothing moved', [1, 2, 3, 4, 5, 6, 7], 0],
  ['two came in above', [8, 9, 1, 2, 3, 4, 5, 6, 7], 2],
  ['one of those in sight went to the top', [6, 1, 2, 3, 4, 5, 7], 1],
  ['one above went away', [1, 2, 4, 5, 6, 7], -1],
  ['all are gone', [], 0],
])('AT-2 what one sees stays in sight: %s', (_, now, shift) => {
  expect(
    shiftOf(
      seen,
      now.map((conversationId) => ({ conversationId })),
    ),
  ).toBe(shift);
});
