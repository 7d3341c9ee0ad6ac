import { describe, expect, test } from 'vitest';
import {
  cut,
  degreesOf,
  emojiOf,
  LARGEST_THUMBNAIL,
  mimeOf,
  nameOf,
  pixelsOf,
  secondsOf,
  sizeOf,
  thumbnailOf,
  waveformOf,
} from './bounds.ts';

describe('AT-3 what strangers claim is brought within bounds', () => {
  test.each<[string, unknown, unknown]>([
    ['a text is cut', cut('x'.repeat(10), 4), 'xxxx'],
    ['but no character in two', cut('ab😀', 3), 'ab'],
    ['no text', cut(undefined, 3), ''],
    ['a name on one line', nameOf(' a\nb\0c\u2028d '), 'a b c d'],
    ['a name of bearable length', nameOf('n'.repeat(10_000)).length, 255],
    ['a kind of file', mimeOf('image/JPEG'), 'image/jpeg'],
    ['one with its codec', mimeOf('audio/ogg; codecs=opus'), 'audio/ogg; codecs=opus'],
    ['no kind of file', mimeOf('text/html\r\nX-Evil: 1'), 'application/octet-stream'],
    ['an endless one', mimeOf(`a/${'b'.repeat(1_000)}`), 'application/octet-stream'],
    ['no size', sizeOf(undefined), 0],
    ['less than nothing', sizeOf(-1), 0],
    ['more than there is', sizeOf(Number.MAX_SAFE_INTEGER), 4 * 2 ** 30],
    ['not a number of bytes', sizeOf(NaN), 0],
    ['a length', secondsOf(3.9), 3],
    ['an absurd length', secondsOf(4_294_967_295), undefined],
    ['a length of nothing', secondsOf(0), undefined],
    ['no number of seconds', secondsOf(NaN), undefined],
    ['a size in pixels', pixelsOf(640, 480), { width: 640, height: 480 }],
    ['half a size', pixelsOf(640, 0), undefined],
    ['a wall of pixels', pixelsOf(1_000_000, 1_000_000), undefined],
    ['a place', degreesOf(-23.5, -46.6), { latitude: -23.5, longitude: -46.6 }],
    ['the pole', degreesOf(90, 180), { latitude: 90, longitude: 180 }],
    ['beyond the pole', degreesOf(90.1, 0), undefined],
    ['nowhere', degreesOf(NaN, NaN), undefined],
    ['farther than anywhere', degreesOf(0, Infinity), undefined],
    ['half a place', degreesOf(1, undefined), undefined],
    ['a reaction', emojiOf('👍🏽'), '👍🏽'],
    ['a family', emojiOf('👨‍👩‍👧‍👦👍'), '👨‍👩‍👧‍👦'],
    ['a reaction taken back', emojiOf(''), ''],
    ['a novel as a reaction', emojiOf('abc'.repeat(1_000)), 'a'],
    ['no waveform', waveformOf(new Uint8Array()), undefined],
    ['an endless waveform', waveformOf(new Uint8Array(100_000)), undefined],
    ['a waveform that screams', waveformOf(new Uint8Array(64).fill(255)), Array(64).fill(100)],
    ['a waveform of other length', waveformOf(Uint8Array.of(10, 20))?.slice(30, 34), [10, 10, 20, 20]],
    ['a picture that is none', thumbnailOf(Buffer.from('<svg onload=alert(1)>')), undefined],
    ['a picture too large', thumbnailOf(jpeg(LARGEST_THUMBNAIL + 1)), undefined],
    ['a picture', thumbnailOf(jpeg(10)), jpeg(10)],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

function jpeg(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set([0xff, 0xd8]);
  return bytes;
}
