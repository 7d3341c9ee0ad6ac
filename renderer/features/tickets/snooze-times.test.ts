import { expect, test } from 'vitest';
import { snoozeTimes } from './snooze-times.ts';

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

test.each([
  ['a Wednesday', at(25, 14, 20), at(25, 15, 20), at(26, 9), at(30, 9)],
  ['a Monday goes to the next one', at(23, 8), at(23, 9), at(24, 9), at(30, 9)],
  ['a Sunday', at(29, 23, 30), at(30, 0, 30), at(30, 9), at(30, 9)],
  ['before nine, tomorrow is still tomorrow', at(25, 6), at(25, 7), at(26, 9), at(30, 9)],
])('AT-11 later: %s', (_, now, inAnHour, tomorrow, monday) => {
  expect(snoozeTimes(now)).toEqual({ inAnHour, tomorrow, monday });
});

test('AT-11 the month turns', () => {
  expect(snoozeTimes(new Date(2026, 11, 31, 18).getTime()).tomorrow).toBe(new Date(2027, 0, 1, 9).getTime());
});
