import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLife } from '../inbox/testing/life.ts';
import { beforeTheCut, lateLetter } from './testing/before-the-cut.ts';
import { faultsOf, type Picture, take } from './testing/picture.ts';
import { HEIR, OLD, openShop, RITA, type Shop } from './testing/shop.ts';

type Ending = 'remove' | 'archive';

let home: string;
let before: Picture;

const template = () => path.join(home, 'template');

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'balcao-cuts-'));
  const shop = await openShop(mkdtempSync(path.join(home, 'first-')));
  shop.drivers.network = 'offline';
  shop.drivers.link(OLD);
  shop.start();
  await beforeTheCut(shop);
  before = take(shop);
  await shop.close();
  cpSync(shop.folder, template(), { recursive: true });
});
afterAll(() => rmSync(home, { recursive: true }));

/** One life on a copy of the template; answers where it lies, and the steps that it reached. */
async function live(ending: Ending, cut: string | number): Promise<{ folder: string; lines: string[] }> {
  const folder = mkdtempSync(path.join(home, `${ending}-`));
  cpSync(template(), folder, { recursive: true });
  const life = startLife('../../removal/testing/removal-life.ts', [folder, ending, String(cut)]);
  const lines: string[] = [];
  for await (const line of life.lines()) lines.push(line);
  await life.ended();
  return { folder, lines };
}

const isDone = ({ channels }: Shop, ending: Ending) =>
  ending === 'remove' ? channels.byId(OLD) === undefined : channels.byId(OLD)?.archivedAt !== undefined;

const endIt = (shop: Shop, ending: Ending) =>
  ending === 'remove'
    ? shop.removal.remove({ channelId: OLD, into: HEIR, user: RITA })
    : shop.removal.archive({ channelId: OLD, user: RITA });

/** What no start of the station changes by itself, without the message that may have been told by now or not. */
const essence = ({ messages, conversations, tickets, kept }: Picture) => ({
  messages: messages
    .filter(({ waId }) => waId !== lateLetter.waId)
    .map(({ id, channelId, contactId, waId, body }) => ({ id, channelId, contactId, waId, body })),
  conversations: conversations.map(({ id, channelId, draft }) => ({ id, channelId, draft })),
  tickets,
  kept,
});

async function checkAfterCut(folder: string, ending: Ending): Promise<'old' | 'new'> {
  const shop = await openShop(folder);
  try {
    const state = isDone(shop, ending) ? 'new' : 'old';
    expect(faultsOf(shop)).toEqual([]);
    expect(shop.drivers.hasKeys(OLD) || state === 'new').toBe(true);
    expect(essence(state === 'old' ? take(shop) : before)).toEqual(essence(before));
    shop.start();
    if (state === 'old') await endIt(shop, ending);
    await vi.waitFor(() => expect(shop.rows('SELECT * FROM removal')).toEqual([]), 5_000);
    expect(isDone(shop, ending)).toBe(true);
    expect(shop.drivers.hasKeys(OLD)).toBe(false);
    expect(faultsOf(shop)).toEqual([]);
    checkEnd(shop, ending);
    return state;
  } finally {
    await shop.close();
  }
}

function halfExports({ folder }: Shop): string[] {
  const exports = path.join(folder, 'exports');
  return existsSync(exports) ? readdirSync(exports).filter((name) => name.endsWith('.part')) : [];
}

/** Wherever it was cut, the end is the same. */
function checkEnd(shop: Shop, ending: Ending): void {
  const { messages, tickets, kept } = take(shop);
  const gone = ending === 'remove';
  const live = before.tickets.filter(({ state }) => state !== 'closed').length;
  expect(messages.map(({ body }) => body).toSorted()).toEqual(
    [...before.messages.map(({ body }) => body), 'atrasada'].toSorted().filter(
      // The group's message was on both channels.
      (body, index, all) => !gone || body !== 'no grupo' || all[index - 1] !== body,
    ),
  );
  expect(halfExports(shop)).toEqual([]);
  // Nothing more leaves through what is archived.
  expect(kept).toEqual(
    gone ? before.kept : before.kept.map((line) => line.replace('retornoactive', 'retornocancelled')),
  );
  expect(tickets.filter(({ state }) => state !== 'closed')).toHaveLength(gone ? live - 1 : live);
  const actions = shop.rows<{ action: string }>('SELECT action FROM audit').map(({ action }) => action);
  expect(actions).toEqual([gone ? 'channel.removed' : 'channel.archived']);
}

test.for(['remove', 'archive'] as const)(
  'CH-9 kill -9 at every step of "%s" leaves either all of it or nothing, and keys go last',
  { timeout: 300_000 },
  async (ending, { signal }) => {
    const cuts = mkdtempSync(path.join(home, `${ending}-cuts-`));
    const whole = await live(ending, cuts);
    expect(whole.lines.pop()).toBe('done');
    const steps = whole.lines;
    const states: string[] = [];
    for (const index of steps.keys()) {
      signal.throwIfAborted();
      const folder = path.join(cuts, String(index + 1));
      states.push(await checkAfterCut(folder, ending));
      rmSync(folder, { recursive: true });
    }
    expect(await checkAfterCut(whole.folder, ending)).toBe('new');
    const commit = steps.findIndex((where) => where.endsWith(`end removal.${ending}`));
    expect(commit).toBeGreaterThan(10);
    expect(states.slice(0, commit)).toEqual(states.slice(0, commit).fill('old'));
    expect(states.slice(commit)).toEqual(states.slice(commit).fill('new'));

    // A process that is really killed leaves what the copies have.
    for (const step of [1, commit, commit + 1, commit + 2, steps.length]) {
      signal.throwIfAborted();
      const { folder, lines } = await live(ending, step);
      expect(lines.length).toBe(step);
      expect(await checkAfterCut(folder, ending)).toBe(states[step - 1]);
    }
  },
);
