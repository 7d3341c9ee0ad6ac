import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { clashes, copiedTo, DAY, drawn, intervalOf, moved, nextFree, resized, timeOf } from './week.ts';

const empty = () => Array.from({ length: 7 }, () => [] as { from: number; to: number }[]);

test.each([
  [0, '00:00'],
  [545, '09:05'],
  [DAY, '00:00'],
  [DAY + 120, '02:00'],
])('BH-1 minute %i of a day is %s', (minutes, time) => {
  expect(timeOf(minutes)).toBe(time);
});

test.each([
  ['09:00', '18:00', { from: 540, to: 1_080 }],
  ['22:00', '02:00', { from: 1_320, to: 1_560 }],
  ['00:00', '00:00', { from: 0, to: DAY }],
  ['', '18:00', undefined],
])('BH-1 from %s to %s', (from, to, interval) => {
  expect(intervalOf(from, to)).toEqual(interval);
});

test('BH-1 what is drawn, moved or resized stays an interval that begins on its day and is at most a day long', () => {
  const minute = integer({ min: -200, max: DAY + 200 });
  const by = integer({ min: -2 * DAY, max: 2 * DAY });
  assert(
    property(minute, minute, by, by, (a, b, move, size) => {
      for (const each of [
        drawn(a, b),
        moved(drawn(a, b), move),
        resized(drawn(a, b), 'to', size),
        resized(drawn(a, b), 'from', size),
      ]) {
        expect(each.from).toBeGreaterThanOrEqual(0);
        expect(each.from).toBeLessThan(DAY);
        expect(each.to).toBeGreaterThan(each.from);
        expect(each.to - each.from).toBeLessThanOrEqual(DAY);
      }
    }),
  );
});

test('BH-1 a mere press opens an hour, and one more interval finds its place', () => {
  expect(drawn(600, 602)).toEqual({ from: 600, to: 660 });
  expect(nextFree([])).toEqual({ from: 540, to: 1_080 });
  expect(nextFree([{ from: 540, to: 720 }])).toEqual({ from: 780, to: 840 });
});

test('BH-1 overlapping intervals are marked, across midnight and from Sunday to Monday too', () => {
  const week = empty();
  week[0] = [{ from: 0, to: 120 }];
  week[1] = [
    { from: 540, to: 720 },
    { from: 700, to: 800 },
  ];
  week[2] = [{ from: 540, to: 720 }];
  week[6] = [{ from: 1_320, to: 1_500 }];
  expect([...clashes(week)].sort((a, b) => a.localeCompare(b))).toEqual(['0.0', '1.0', '1.1', '6.0']);
  expect([...clashes(copiedTo(empty(), 0, [1, 2]))]).toEqual([]);
});

test('BH-1 a day is copied to others without sharing anything with them', () => {
  const week = empty();
  week[0] = [{ from: 540, to: 720 }];
  const copied = copiedTo(week, 0, [1, 4]);
  expect(copied.map((day) => day.length)).toEqual([1, 1, 0, 0, 1, 0, 0]);
  expect(copied[1]?.[0]).not.toBe(week[0][0]);
});
