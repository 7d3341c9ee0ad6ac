import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { localMoment, momentOf } from './moments.ts';

test('a moment survives the field it is typed into, to the minute', () => {
  assert(
    property(integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }), (at) => {
      const back = momentOf(localMoment(at));
      // An hour that comes twice when the clock is put back may be read as either.
      expect([0, 3_600_000]).toContain(Math.abs(Math.floor(at / 60_000) * 60_000 - back!));
    }),
  );
  expect(momentOf('')).toBeUndefined();
});
