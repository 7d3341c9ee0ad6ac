import { expect, test } from 'vitest';
import type { Repeat } from '../../../preload/entities.ts';
import { formOf, missedOf, repeatOf, toggled } from './repeat.ts';

test.each<Repeat | undefined>([
  undefined,
  { every: 'day', interval: 1, weekDays: [] },
  { every: 'week', interval: 2, weekDays: [1, 5], until: '2026-12-31' },
  { every: 'month', interval: 1, weekDays: [], count: 12 },
])('SC-1 a repetition comes out of the form as it went in: %j', (repeat) => {
  expect(repeatOf(formOf(repeat))).toEqual(repeat);
});

test('SC-1 days of the week belong to weeks only, and stand in order', () => {
  const form = { ...formOf(undefined), weekDays: [5, 1] };
  expect(repeatOf({ ...form, every: 'week' })?.weekDays).toEqual([1, 5]);
  expect(repeatOf({ ...form, every: 'year' })?.weekDays).toEqual([]);
});

test('SC-1 an end on no date is no end', () => {
  const form = { ...formOf(undefined), every: 'day', ends: 'until' } as const;
  expect(repeatOf(form)).toEqual({ every: 'day', interval: 1, weekDays: [] });
});

test('SC-1 a day is ticked and unticked', () => {
  expect(toggled([1, 3], 3)).toEqual([1]);
  expect(toggled([1], 3)).toEqual([1, 3]);
});

test('SC-1 the forgiven lateness is kept, or begins with an hour', () => {
  expect(missedOf('send-within', { kind: 'ask' })).toEqual({ kind: 'send-within', minutes: 60 });
  const five = { kind: 'send-within', minutes: 5 } as const;
  expect(missedOf('send-within', five)).toBe(five);
  expect(missedOf('skip', five)).toEqual({ kind: 'skip' });
});
