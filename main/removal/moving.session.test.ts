import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assert, asyncProperty } from 'fast-check';
import { expect, test } from 'vitest';
import {
  faultsOf,
  type Picture,
  type PicturedConversation,
  type PicturedMessage,
  type PicturedTicket,
  take,
} from './testing/picture.ts';
import { HEIR, OLD, openShop, RITA, type Shop } from './testing/shop.ts';
import { deeds, happen } from './testing/world.ts';

interface PicturedReaction {
  readonly author: number;
  readonly at: number;
  readonly emoji: string;
}

const RUNS = 60;

/** Whether two channels hold the same message, said in another way than the store says it. */
function areCopies(one: PicturedMessage, other: PicturedMessage): boolean {
  const sameContent = one.kind === other.kind && one.body === other.body;
  return (
    one.contactId === other.contactId &&
    one.waId === other.waId &&
    (sameContent || one.kind === 'unreadable' || other.kind === 'unreadable')
  );
}

/** Each message that is to be there afterwards, with the ones that it stands for. */
function expectedOf({ messages }: Picture): Map<PicturedMessage, PicturedMessage[]> {
  const old = new Set(messages.filter(({ channelId }) => channelId === OLD));
  const expected = new Map(messages.filter((each) => !old.has(each)).map((each) => [each, [each]]));
  for (const mine of old) {
    const same = [...expected.keys()].find(
      (each) =>
        each.fromMe === mine.fromMe &&
        (mine.fromMe === 1 || each.authorId === mine.authorId) &&
        areCopies(each, mine),
    );
    if (!same) continue;
    expected.get(same)!.push(mine);
    old.delete(mine);
  }
  const readable = (all: readonly PicturedMessage[]) =>
    all.find(({ kind }) => kind !== 'unreadable') ?? all[0]!;
  for (const mine of old) {
    const facing = [...expected].filter(
      ([each, all]) =>
        mine.inGroup &&
        each.channelId === HEIR &&
        each.fromMe !== mine.fromMe &&
        areCopies(readable(all), mine),
    );
    const [first] = facing;
    if (mine.fromMe || !first) {
      for (const [each] of facing) expected.delete(each);
      expected.set(mine, [mine, ...facing.flatMap(([, all]) => all)]);
    } else {
      first[1].push(mine);
    }
  }
  return expected;
}

function checkMessages(before: Picture, after: Picture): void {
  const expected = expectedOf(before);
  expect(after.messages.map(({ id }) => id)).toEqual(
    [...expected.keys()].map(({ id }) => id).sort((a, b) => a - b),
  );
  const byId = new Map(after.messages.map((each) => [each.id, each]));
  for (const [one, all] of expected) {
    const now = byId.get(one.id)!;
    const readable = all.find(({ kind }) => kind !== 'unreadable') ?? one;
    expect(now).toMatchObject({ channelId: HEIR, contactId: one.contactId, fromMe: one.fromMe, at: one.at });
    expect([now.kind, now.body, now.file]).toEqual([readable.kind, readable.body, readable.file]);
    expect(reactionsOf([now])).toEqual(reactionsOf(all));
    const alike = all.filter(({ fromMe }) => fromMe === one.fromMe);
    expect(now.unread).toBe(alike.every(({ unread }) => unread === 1) ? 1 : 0);
    if (one.channelId === OLD && one.outbox !== null) checkUnsent(one, now);
  }
  const identities = after.messages.map(({ waId, fromMe, contactId, authorId }) =>
    fromMe ? waId : [waId, contactId, authorId].join(' '),
  );
  expect(new Set(identities).size).toBe(after.messages.length);
}

/** Everybody's last reaction, whichever channel knew of it. */
function reactionsOf(messages: readonly PicturedMessage[]): unknown[] {
  const all = messages.flatMap(({ reactions }) => JSON.parse(reactions) as PicturedReaction[]);
  const byAuthor = Map.groupBy(all, ({ author }) => author);
  return [...byAuthor.values()]
    .map((each) => each.toSorted((one, other) => other.at - one.at)[0]!)
    .toSorted((one, other) => one.author - other.author);
}

function checkUnsent(before: PicturedMessage, after: PicturedMessage): void {
  if (before.outbox === 'queued') expect(after).toMatchObject({ outbox: 'queued', status: 'queued' });
  else expect(after).toMatchObject({ outbox: null, status: 'uncertain' });
}

/** Of each person who wrote to either channel there is one conversation. */
function checkConversations(before: Picture, after: Picture): void {
  const people = Map.groupBy(before.conversations, ({ contactId }) => contactId);
  const expected = [...people].map(([contactId, were]) => ({
    contactId,
    drafts: were.flatMap(({ draft }) => (draft === '' ? [] : [draft])).toSorted(byName),
    waitingSince: waitingOf(were, after),
  }));
  const found = after.conversations.map(({ contactId, draft, waitingSince }) => ({
    contactId,
    drafts: draft === '' ? [] : draft.split('\n').toSorted(byName),
    waitingSince,
  }));
  expect(found.toSorted(byContact)).toEqual(expected.toSorted(byContact));
}

const byName = (one: string, other: string) => one.localeCompare(other);
const byContact = (one: { contactId: number }, other: { contactId: number }) =>
  one.contactId - other.contactId;

/** An answer on either channel answers what was written to both. */
function waitingOf(were: readonly PicturedConversation[], after: Picture): number | null {
  if (were.length === 1) return were[0]!.waitingSince;
  const sent = after.messages.filter(({ contactId, fromMe }) => contactId === were[0]!.contactId && fromMe);
  const answeredAt = Math.max(-1, ...sent.map(({ at }) => at));
  const waits = were.flatMap(({ waitingSince }) =>
    waitingSince !== null && waitingSince > answeredAt ? [waitingSince] : [],
  );
  return waits.length > 0 ? Math.min(...waits) : null;
}

function together(one: string | null, other: string | null): string | null {
  const all = new Set([one, other].flatMap((tags) => tags?.split(',').map(Number) ?? []));
  return all.size === 0 ? null : [...all].sort((a, b) => a - b).join(',');
}

/** Of two open tickets of a person the older one goes on; every other one is as it was. */
function checkTickets(before: Picture, after: Picture): void {
  const isOpen = ({ state }: PicturedTicket) => state !== 'closed';
  const open = Map.groupBy(before.tickets.filter(isOpen), ({ contactId }) => contactId);
  const expected = before.tickets.map((ticket) => {
    const [older, newer] = (open.get(ticket.contactId) ?? []).toSorted(
      (one, other) => one.openedAt - other.openedAt || one.id - other.id,
    );
    if (!newer || !isOpen(ticket)) return ticket;
    if (ticket === newer) return { ...ticket, state: 'closed', mergedInto: older!.id };
    const state = newer.state === 'open' ? 'open' : ticket.state;
    return { ...ticket, state, tags: together(ticket.tags, newer.tags) };
  });
  expect(after.tickets).toEqual(expected);
}

/** An id that a window may still hold leads to the same person. */
function checkForwarding(shop: Shop, before: Picture): void {
  for (const { id, contactId } of before.conversations) {
    const { conversation } = shop.inbox.handlers['conversation.open'](
      { conversationId: id, limit: 200 },
      { window: { user: RITA }, user: RITA },
    ) as { conversation: { contact: { id: number }; channelId: number } };
    expect(conversation).toMatchObject({ channelId: HEIR, contact: { id: contactId } });
  }
}

test(
  `CH-9 whatever two channels hold, all of it is there after one was removed into the other, once, in ${RUNS} worlds`,
  { timeout: 120_000 },
  async () => {
    await assert(
      asyncProperty(deeds, async (world) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'balcao-removal-'));
        const shop = await openShop(folder);
        try {
          shop.drivers.network = 'offline';
          shop.drivers.answers = false;
          shop.start();
          await happen(shop, world);
          const before = take(shop);
          expect(faultsOf(shop)).toEqual([]);
          const queued = before.messages.filter(({ outbox }) => outbox === 'queued');

          await shop.removal.remove({ channelId: OLD, into: HEIR, user: RITA });

          const after = take(shop);
          expect(faultsOf(shop)).toEqual([]);
          expect(shop.channels.byId(OLD)).toBeUndefined();
          expect(after.kept).toEqual(before.kept);
          checkMessages(before, after);
          checkConversations(before, after);
          checkTickets(before, after);
          checkForwarding(shop, before);
          expect(after.messages.filter(({ outbox }) => outbox === 'queued')).toHaveLength(queued.length);
        } finally {
          await shop.close();
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: RUNS, seed: 9 },
    );
  },
);
