import { expect, test } from 'vitest';
import { readCron } from './cron.ts';

test('names, lists, steps and ranges are read, in any order, and seven is a Sunday too', () => {
  const cron = readCron('30,0 9-10 */15 jan,jul mon,7');
  const hour = 3_600_000;
  expect(cron.newestTimesFirst).toEqual([10.5 * hour, 10 * hour, 9.5 * hour, 9 * hour]);
  expect([...cron.monthDays]).toEqual([1, 16, 31]);
  expect([...cron.months]).toEqual([1, 7]);
  expect(cron.weekDays).toEqual(new Set([0, 1]));
  expect(cron.everyHour).toBe(false);
  expect(readCron('*/5 * * * *').everyHour).toBe(true);
});

test.each([
  ['', 'five fields'],
  ['* * * *', 'five fields'],
  ['0 0 9 * * *', 'five fields'],
  ['60 9 * * *', 'invalid expression for minute'],
  ['0 24 * * *', 'invalid expression for hour'],
  ['0 9 30 2 *', 'impossible day'],
  ['0 9 L * *', 'Not a plain day'],
  ['0 9 * * 1#2', 'Not a plain day'],
])('a job cannot be planned for %j', (expression, why) => {
  expect(() => readCron(expression)).toThrow(why);
});
