import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser, newWindow } from '../e2e/support/browser.ts';
import { goToInbox, setUpShop } from '../e2e/support/counter.ts';
import { startStation } from '../e2e/support/station.ts';
import { pathsIn, prepareDataFolder } from '../main/boot/data-folder.ts';
import { buildPages, serveBarePage } from './bare-page.ts';
import { openRaw } from './fixture.ts';
import { type Figure, median, percentile } from './measure.ts';

/** Conversations that are opened in turn, all of them in sight in the inbox. */
const LISTED = 8;
const OPENED = 16;
const OPEN_P95_MS = 150;
const OPEN_BOUND = 1.5;
const PAINTED_MS = 100;
const SCROLL_BOUND = 2;
const FRAME_MS = 33;
const FRAMES = 180;
const SLOW = 120;
const FAST = 1_500;
const TYPED = ['bolo', 'quanto', 'codigo', 'bo', 'ent', 'cenou', '"bom dia"', 'motoboy', 'encomendar', 'pix'];

/** What is measured of one page that has been opened. */
interface Side {
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** T6, T7 (painted) and T8: the built station's window beside a bare virtual list, in one browser. */
export async function measureScreen(file: string, rounds: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-bench-'));
  const paths = pathsIn(path.join(folder, 'data'));
  prepareDataFolder(paths);
  copyFileSync(file, paths.database);
  const raw = openRaw(paths.database);
  const newest = largest(raw);
  const scripts = await buildPages(folder);
  const bare = await serveBarePage(
    scripts.floor,
    raw,
    newest.map(({ conversationId }) => conversationId),
  );
  const station = await startStation({ data: path.join(folder, 'data') });
  const browser = await launchBrowser();
  try {
    const open = async (url: string): Promise<Side> => {
      const context = await newWindow(browser);
      await context.addInitScript({ path: scripts.probe });
      const page = await context.newPage();
      await page.goto(url);
      const cdp = await context.newCDPSession(page);
      await cdp.send('Performance.enable');
      return { page, cdp };
    };
    const floor = await open(bare.url);
    const whole = await open(`${bare.url}#all`);
    const product = await open(station.url);
    await setUpShop(product.page);
    await goToInbox(product.page);
    await product.page.getByRole('tab', { name: /Todas/ }).click();
    await product.page.locator(`[data-conversation="${newest[0]!.conversationId}"]`).waitFor();

    const opening = await measureOpening(product, floor, newest, rounds);
    const scrolling = await measureScrolling(product, whole, newest, rounds);
    const searching = await measureTyping(product, rounds);
    return [opening, searching, ...scrolling];
  } finally {
    await browser.close();
    await station.kill9();
    bare.close();
    raw.close();
    rmSync(folder, { recursive: true });
  }
}

interface Newest {
  readonly conversationId: number;
  readonly messageId: number;
  readonly oldestId: number;
}

/** Pinned, so that the inbox shows them first; the largest before the others. */
function largest(raw: ReturnType<typeof openRaw>): Newest[] {
  const found = raw
    .prepare<[number], Newest>(
      `SELECT v.id AS conversationId, v.last_message_id AS messageId, m.oldest AS oldestId FROM conversation v
         JOIN (SELECT conversation_id, count(*) AS n, min(id) AS oldest FROM message GROUP BY 1) m ON m.conversation_id = v.id
       ORDER BY m.n DESC LIMIT ?`,
    )
    .all(LISTED);
  const pin = raw.prepare('UPDATE conversation SET pinned = 1 WHERE id = ?');
  for (const { conversationId } of found) pin.run(conversationId);
  return found;
}

const evaluate = <T>({ page }: Side, expression: string): Promise<T> =>
  page.evaluate<T>(`benchProbe.${expression}`);

async function measureOpening(
  product: Side,
  floor: Side,
  newest: readonly Newest[],
  rounds: number,
): Promise<Figure> {
  const times = { product: [] as number[], floor: [] as number[] };
  const ratios: number[] = [];
  const openSome = async (side: Side): Promise<number[]> => {
    const some: number[] = [];
    for (let n = 0; n < OPENED; n += 1) {
      const { conversationId, messageId } = newest[n % newest.length]!;
      some.push(await evaluate<number>(side, `open(${conversationId}, ${messageId})`));
    }
    return some;
  };
  // Fonts and the like are there after the first ones.
  await openSome(product);
  await openSome(floor);
  for (let round = 0; round < rounds; round += 1) {
    const bare = await openSome(floor);
    const whole = await openSome(product);
    times.floor.push(...bare);
    times.product.push(...whole);
    ratios.push(median(whole) / median(bare));
  }
  const p95 = percentile(times.product, 0.95);
  const ratio = median(ratios);
  return {
    target: 'T6',
    what: 'click on a conversation until its newest bubble is painted',
    unit: 'ms',
    product: median(times.product),
    floor: median(times.floor),
    ratio,
    bound: `p95 ≤ ${OPEN_P95_MS} ms, ≤ ${OPEN_BOUND}`,
    met: p95 <= OPEN_P95_MS && ratio <= OPEN_BOUND,
    note: `p95 ${p95.toFixed(0)} to ${percentile(times.floor, 0.95).toFixed(0)} ms`,
  };
}

async function measureTyping(product: Side, rounds: number): Promise<Figure> {
  const { page } = product;
  await page.keyboard.press('F3');
  const field = page.getByRole('combobox', { name: 'Procurar contatos e mensagens' });
  await field.waitFor();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const typed of TYPED) {
      await field.fill('');
      await evaluate(product, 'cleared()');
      const shown = evaluate<number>(product, 'search()');
      await field.fill(typed);
      times.push(await shown);
    }
  }
  const p95 = percentile(times, 0.95);
  return {
    target: 'T7',
    what: 'typed until the first hits are painted, p95',
    unit: 'ms',
    product: p95,
    bound: `≤ ${PAINTED_MS} ms`,
    met: p95 <= PAINTED_MS,
    note: `p50 ${median(times).toFixed(0)} ms`,
  };
}

/** Main-thread work of the page since it was opened, in ms. */
async function workOf({ cdp }: Side): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
}

async function measureScrolling(
  product: Side,
  floor: Side,
  newest: readonly Newest[],
  rounds: number,
): Promise<Figure[]> {
  const [first, other] = [newest[0]!, newest[1]!];
  const figures: Figure[] = [];
  for (const [speed, pixels] of [
    ['slowly', SLOW],
    ['fast', FAST],
  ] as const) {
    const per = { product: [] as number[], floor: [] as number[] };
    const frames = { product: [] as number[], floor: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      for (const name of ['floor', 'product'] as const) {
        const side = name === 'floor' ? floor : product;
        // From the end again.
        for (const { conversationId, messageId } of [other, first])
          await evaluate(side, `open(${conversationId}, ${messageId})`);
        const before = await workOf(side);
        frames[name].push(
          ...(await evaluate<number[]>(side, `scroll(${pixels}, ${FRAMES}, ${first.oldestId})`)),
        );
        per[name].push(((await workOf(side)) - before) / FRAMES);
      }
    }
    const ratio = median(per.product.map((each, round) => each / per.floor[round]!));
    const late = (all: readonly number[]) => all.filter((ms) => ms > FRAME_MS).length;
    figures.push({
      target: 'T8',
      what: `scroll ${speed}, main-thread work per frame`,
      unit: 'ms',
      product: median(per.product),
      floor: median(per.floor),
      ratio,
      bound: `≤ ${SCROLL_BOUND}, no frame over ${FRAME_MS} ms`,
      met: ratio <= SCROLL_BOUND && late(frames.product) === 0,
      note: `over ${FRAME_MS} ms: ${late(frames.product)} to ${late(frames.floor)} of ${frames.product.length}`,
    });
  }
  return figures;
}
