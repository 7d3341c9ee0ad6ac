import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { readVoice } from './ogg.ts';
import { silence } from './testing/ogg.ts';

test('a recording that is whole says how long it is', () => {
  expect(readVoice(silence(3))).toEqual({ seconds: 3, channels: 1 });
});

test('AT-3 a recording with one wrong byte, or cut anywhere, is broken', () => {
  const whole = silence(4);
  assert(
    property(integer({ min: 0, max: whole.length - 1 }), integer({ min: 1, max: 255 }), (at, change) => {
      const wrong = Uint8Array.from(whole);
      wrong[at] = wrong[at]! ^ change;
      expect(readVoice(wrong)).toBeUndefined();
    }),
  );
  for (const length of [0, 3, 27, 60, 100, whole.length - 1]) {
    expect(readVoice(whole.subarray(0, length))).toBeUndefined();
  }
});

test.each([
  ['nothing', ''],
  ['a page', '<html>'],
  ['another sound', `RIFF${'\0'.repeat(60)}`],
])('%s is no recording', (_what, text) => {
  expect(readVoice(Buffer.from(text))).toBeUndefined();
});
