import { assert, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { sniff } from './sniff.ts';

const bytes = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));
const opus = `OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead`;

test.each([
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['GIF89a', 'image/gif'],
  ['RIFF\0\0\0\0WEBP', 'image/webp'],
  ['RIFF\0\0\0\0WAVE', 'audio/wav'],
  [opus, 'audio/ogg'],
  ['\0\0\0\x20ftypisom', 'video/mp4'],
  ['\0\0\0\x20ftypM4A ', 'audio/mp4'],
  ['ID3\x04', 'audio/mpeg'],
  ['\xff\xfb\x90', 'audio/mpeg'],
  ['\xff\xf1\x50', 'audio/aac'],
  ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm', 'video/webm'],
])('%j is shown as %s', (head, type) => {
  expect(sniff(bytes(head))).toBe(type);
});

test.each([
  ['a drawing that may hold a script', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ['a page', '<!doctype html><script>'],
  ['a program', 'MZ\x90\0'],
  ['a PDF', '%PDF-1.7'],
  ['a HEIC picture', '\0\0\0\x18ftypheic'],
  ['a text', 'oi'],
  ['nothing', ''],
])('%s is only ever saved', (_what, head) => {
  expect(sniff(bytes(head))).toBeUndefined();
});

test('whatever comes, the answer is a type or nothing', () => {
  assert(
    property(uint8Array({ maxLength: 80 }), (head) => {
      expect(sniff(head) ?? 'image/').toMatch(/^(?:image|audio|video)\//);
    }),
  );
});
