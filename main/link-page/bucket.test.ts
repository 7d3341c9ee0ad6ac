import { expect, test } from 'vitest';
import { createBucket } from './bucket.ts';
import { createTestClock } from './testing/clock.ts';

const takeAll = (bucket: { take(): boolean }) => {
  let taken = 0;
  while (bucket.take()) taken += 1;
  return taken;
};

test('QR-10 a bucket gives its burst, then what time brings, never more than it holds', () => {
  const clock = createTestClock();
  const bucket = createBucket(clock, 10, 2);
  expect(takeAll(bucket)).toBe(10);
  clock.advance(499);
  expect(bucket.take()).toBe(false);
  clock.advance(1);
  expect(takeAll(bucket)).toBe(1);
  clock.advance(3_600_000);
  expect(takeAll(bucket)).toBe(10);
});

test('QR-10 a bucket stands a clock that is set back', () => {
  const clock = createTestClock();
  const bucket = createBucket(clock, 10, 2);
  expect(takeAll(bucket)).toBe(10);
  clock.set(clock.now() - 86_400_000);
  expect(takeAll(bucket)).toBe(0);
  clock.advance(1_000);
  expect(takeAll(bucket)).toBe(2);
});
