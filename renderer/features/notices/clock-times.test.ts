import { expect, test } from 'vitest';
import { minuteOf, nextMorning, timeOf } from './clock-times.ts';

test.each([0, 1, 59, 60, 1_320, 1_439])('AT-8 minute %d is a time and back', (minute) => {
  expect(minuteOf(timeOf(minute))).toBe(minute);
});

test.each(['', '24:00', '7:00', '12:60', 'noon'])('AT-8 %j is no time', (text) => {
  expect(minuteOf(text)).toBeUndefined();
});

test('AT-8 the next morning comes within a day, at eight', () => {
  for (const hour of [0, 7, 8, 9, 23]) {
    const now = new Date(2026, 10, 21, hour, 30).getTime();
    const morning = new Date(nextMorning(now));
    expect([morning.getHours(), morning.getMinutes()]).toEqual([8, 0]);
    expect(morning.getTime()).toBeGreaterThan(now);
    expect(morning.getTime() - now).toBeLessThanOrEqual(86_400_000);
  }
});
