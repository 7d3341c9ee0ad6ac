import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Job } from './jobs.ts';
import { DAY, HOUR, MINUTE, slow, START, shopJobsForEach } from './testing/shop-jobs.ts';

const MONTH = 30 * DAY;

const shop = shopJobsForEach();

describe('PH-6 a moved clock', () => {
  test('moved back, no due time runs twice', async () => {
    const { ran, job } = shop.daily();
    shop.start(job);
    await shop.pass(3 * DAY);
    expect(ran).toHaveLength(3);
    shop.clock.set(shop.clock.now() - 2 * DAY);
    await shop.pass(2 * DAY);
    expect(ran).toHaveLength(3);
    await shop.pass(DAY);
    expect(ran).toEqual(['2026-11-21T12:00', '2026-11-22T12:00', '2026-11-23T12:00', '2026-11-24T12:00']);
  });

  test('moved forth by months, it runs once; put right again, the job is not asleep for those months', async () => {
    const { ran, job } = shop.daily();
    shop.start(job);
    await shop.pass(DAY);
    shop.clock.set(shop.clock.now() + 5 * MONTH);
    await shop.pass(HOUR);
    expect(ran).toEqual(['2026-11-21T12:00', '2027-04-20T13:01']);
    shop.clock.set(shop.clock.now() - 5 * MONTH);
    await shop.pass(2 * DAY);
    expect(ran.slice(2)).toEqual(['2026-11-22T12:00', '2026-11-23T12:00']);
  });

  test('an empty clock battery: 1970, then right again', async () => {
    const { ran, job } = shop.daily();
    shop.start(job);
    await shop.pass(DAY);
    await shop.jobs.stop();
    shop.clock.set(0);
    shop.start(job);
    await shop.pass(HOUR);
    shop.clock.set(START + 3 * DAY);
    await shop.pass(HOUR);
    expect(ran).toEqual(['2026-11-21T12:00', '2026-11-23T13:01']);
  });

  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.integer({ min: 1, max: 14 * HOUR }) }),
    },
    fc.record({ do: fc.constantFrom('sleep', 'restart'), ms: fc.integer({ min: 0, max: 20 * DAY }) }),
    fc.record({ do: fc.constant('set'), ms: fc.integer({ min: -30 * DAY, max: 90 * DAY }) }),
  );

  test('whatever happens to the clock and the PC, a due time runs once, and in the end none is owed', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
        const { job } = shop.daily(`daily-${(count += 1)}`);
        const dues: number[] = [];
        const counted = { ...shop.store, begin: countDues };
        function countDues(name: string, due: number, now: number) {
          expect(due).toBeLessThanOrEqual(now);
          dues.push(due);
          shop.store.begin(name, due, now);
        }
        const restart = () => shop.startWith(counted, job);
        shop.clock.set(START);
        restart();
        await shop.pass(2 * MINUTE);
        for (const { do: what, ms } of steps) {
          if (what === 'pass') await shop.pass(ms);
          if (what === 'set' || what === 'sleep') shop.clock.set(shop.clock.now() + ms);
          if (what === 'sleep') shop.jobs.wake();
          if (what === 'restart') {
            await shop.jobs.stop();
            shop.clock.set(shop.clock.now() + ms);
            restart();
          }
        }
        await shop.pass(2 * MINUTE);
        // What fell due while the last run was on is begun by the next look.
        await shop.pass(MINUTE);
        expect(new Set(dues).size).toBe(dues.length);
        const [status] = shop.jobs.status();
        await shop.jobs.stop();
        const handled = shop.store.handledUpTo(job.name, shop.clock.now())!;
        expect(status!.nextDue! - handled).toBeLessThanOrEqual(DAY);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

test('a job that fails or hangs is written down and holds up no other', async () => {
  const failing: Job = { ...shop.daily('failing').job, run: () => Promise.reject(new Error('no paper')) };
  const throwing: Job = {
    ...failing,
    name: 'throwing',
    run() {
      throw new Error('x'.repeat(2_000));
    },
  };
  const hanging = slow();
  const well = shop.daily('well');
  shop.start(hanging.job, failing, throwing, well.job);
  await shop.pass(2 * DAY);
  expect(well.ran).toHaveLength(2);
  expect(hanging.began()).toBe(1);
  const [, failed, threw] = shop.jobs.status();
  expect(failed?.last).toMatchObject({ result: 'failed', detail: 'Error: no paper' });
  expect(threw?.last?.detail).toHaveLength(500);
  hanging.end();
});
