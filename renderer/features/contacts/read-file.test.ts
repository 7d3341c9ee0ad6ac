import { expect, test } from 'vitest';
import { decodeContacts, withoutPhotos } from './read-file.ts';

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

test('AT-10 a file is read as UTF-8, else as old Windows wrote it', () => {
  expect(decodeContacts(bytes(0x4a, 0x6f, 0xc3, 0xa3, 0x6f))).toBe('João');
  expect(decodeContacts(bytes(0x4a, 0x6f, 0xe3, 0x6f))).toBe('João');
});

test('AT-10 pictures are left out, and nothing else is', () => {
  const card = (...photo: string[]) =>
    ['BEGIN:VCARD', 'FN:Ana', ...photo, 'TEL:11987654321', 'END:VCARD', ''].join('\r\n');
  expect(withoutPhotos(card('PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ', ' SkZJRg', ' ABAQ=='))).toBe(card());
  expect(withoutPhotos(card('PHOTO;TYPE=JPEG;ENCODING=b:/9j/4AAQ'))).toBe(card());
});
