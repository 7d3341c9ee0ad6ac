import { expect, test } from 'vitest';
import { loudness, PEAKS, peaksOf } from './peaks.ts';

test('AT-3 a voice note has 64 peaks from 0 to 100, however long it is', () => {
  for (const count of [0, 1, 63, 64, 65, 5000]) {
    const peaks = peaksOf(Array.from({ length: count }, (_, index) => (index % 7) / 20));
    expect(peaks).toHaveLength(PEAKS);
    expect(peaks.every((peak) => Number.isInteger(peak) && peak >= 0 && peak <= 100)).toBe(true);
  }
});

test('AT-3 silence stays silence, and the loudest part is full', () => {
  expect(Math.max(...peaksOf(Array.from({ length: 200 }, () => 0.001)))).toBeLessThan(5);
  expect(Math.max(...peaksOf([0.01, 0.4, 0.1]))).toBe(100);
});

test('loudness is a root mean square', () => {
  expect(loudness(new Float32Array([0.5, -0.5]))).toBeCloseTo(0.5);
  expect(loudness(new Float32Array())).toBe(0);
  expect(loudness(new Float32Array([3, -3]))).toBe(1);
});
