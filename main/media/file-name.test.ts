import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import { fallbackName, safeFileName, typeOf } from './file-name.ts';
import { noise } from '../testing/noise.ts';

test.each([
  ['nota fiscal.pdf', 'nota fiscal.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\Windows\\system32\\calc.exe', 'calc.exe'],
  ['foto.jpg                                   .exe', 'foto.jpg .exe'],
  ['nota.pdf.exe', 'nota.pdf.exe'],
  ['fatura\u202egnp.exe', 'faturagnp.exe'],
  ['a\u0000b\u001f.txt', 'ab.txt'],
  ['CON', 'file'],
  ['aux.txt', 'file.txt'],
  ['.bashrc', 'bashrc'],
  ['...', ''],
  ['', ''],
  ['\u200b\u2800', ''],
  ['a:b*c?.txt', 'a_b_c_.txt'],
  ['trailing. . ', 'trailing_'],
])('AT-3 the name %j is shown and saved as %j', (raw, safe) => {
  expect(safeFileName(raw, 'application/x-thing')).toBe(safe);
});

test('a name of 300 characters is cut and keeps both of its endings', () => {
  const name = safeFileName(`${'ç'.repeat(300)}.tar.gz`, '');
  expect(Array.from(name)).toHaveLength(60);
  expect(name.endsWith('ç….tar.gz')).toBe(true);
});

test('whatever a sender calls a file, its name is short, visible and stays in its folder', () => {
  assert(
    property(noise(400), (raw) => {
      const name = safeFileName(raw, 'image/png');
      expect(Array.from(name).length).toBeLessThanOrEqual(60);
      expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(name).not.toMatch(/^\.|[. ]$/);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});

test('what has no name gets one of its kind', () => {
  expect(fallbackName('image', 'image/jpeg; x=1')).toBe('image.jpg');
  expect(fallbackName('document', 'application/x-thing')).toBe('document');
});

test.each([
  ['audio/ogg; codecs=opus', 'audio/ogg'],
  ['IMAGE/PNG', 'image/png'],
  ['text/html\r\nSet-Cookie: a=b', 'application/octet-stream'],
  ['', 'application/octet-stream'],
])('the media type of %j is %s', (mime, type) => {
  expect(typeOf(mime)).toBe(type);
});
