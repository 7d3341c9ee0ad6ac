import { expect, test } from 'vitest';
import { readJson, writeJson } from './json-bytes.ts';

test('bytes stay bytes, however deep and of whichever kind', () => {
  const value = {
    buffer: Buffer.from([0, 255, 7]),
    deep: [{ array: new Uint8Array([1, 2, 3]) }],
    text: 'olá',
    numbers: { '0': 5, '1': 6 },
    nothing: null,
  };
  const back = readJson(writeJson(value));
  expect(back).toEqual({ ...value, deep: [{ array: Buffer.from([1, 2, 3]) }] });
  expect(Buffer.isBuffer((back as typeof value).buffer)).toBe(true);
});
