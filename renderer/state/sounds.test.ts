import { expect, test } from 'vitest';
import { NoticeSound } from '../../preload/entities.ts';
import { SOUNDS } from './sounds.ts';

test('AT-8 each sound is short, audible, and never louder than full', () => {
  expect([...NoticeSound.options].sort()).toEqual(['none', ...Object.keys(SOUNDS)].sort());
  for (const tones of Object.values(SOUNDS)) {
    expect(Math.max(...tones.map(({ from, lasts }) => from + lasts))).toBeLessThanOrEqual(1);
    for (const { pitch, to = pitch } of tones) {
      expect(Math.min(pitch, to)).toBeGreaterThan(200);
      expect(Math.max(pitch, to)).toBeLessThan(4_000);
    }
    // However many sound at once.
    for (const { from } of tones) {
      const together = tones.filter((each) => each.from <= from && from < each.from + each.lasts);
      expect(together.reduce((sum, { gain }) => sum + gain, 0)).toBeLessThanOrEqual(1);
    }
  }
});
