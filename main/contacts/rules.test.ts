import { assert, property, stringMatching } from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, displayName, ninthDigitVariant, onePerson } from './rules.ts';
import { noise } from '../testing/noise.ts';

test.each([
  ['551187654321', '5511987654321'],
  ['5511987654321', '551187654321'],
  ['557599998888', '5575999998888'],
])('a Brazilian mobile number has its other way of writing: %s', (number, other) => {
  expect(ninthDigitVariant(number)).toBe(other);
});

test.each([
  ['551133334444', 'a landline'],
  ['5511887654321', 'nine digits that do not start with nine'],
  ['5501987654321', 'no such area'],
  ['351912345678', 'Portugal'],
  ['55119876543210', 'a digit too many'],
  ['5511', 'too short'],
  ['', 'nothing'],
])('%s has none: %s', (number) => {
  expect(ninthDigitVariant(number)).toBeUndefined();
});

test('the variant of the variant is the number itself', () => {
  const mobile = stringMatching(/^55[1-9][1-9]9?[6-9]\d{7}$/);
  assert(
    property(mobile, (number) => {
      const variant = ninthDigitVariant(number);
      expect(variant && ninthDigitVariant(variant)).toBe(number);
    }),
  );
});

test.each([
  ['  Ana \n Paula\t', 'Ana Paula'],
  ['\u202eanA\u202c', 'anA'],
  ['Zé\u0000\u0007 da Silva', 'Zé da Silva'],
  ['👩‍👧 Família', '👩‍👧 Família'],
  ['half \ud83d', 'half \ufffd'],
  ['A\u200bn\u00ada\ufeff', 'Ana'],
  ['Ana\u3164\u3164Paula\uffa0', 'Ana Paula'],
  ['Ana\u200d', 'Ana'],
  ['👨🏽\u200d💻 ❤\ufe0f 1\ufe0f\u20e3 🏳\ufe0f\u200d🌈', '👨🏽\u200d💻 ❤\ufe0f 1\ufe0f\u20e3 🏳\ufe0f\u200d🌈'],
  ['A\ufe0fna\udb40\udd00', 'Ana'],
  [`${'a'.repeat(117)}👩\u200d👧`, `${'a'.repeat(117)}👩`],
])('a hostile name is made harmless: %j', (raw, clean) => {
  expect(cleanName(raw)).toBe(clean);
});

test.each([
  [undefined],
  [''],
  [' \u200e \u2028 '],
  ['\u0000'],
  ['\u200b\u200d\ufe0f'],
  ['\u3164'],
  ['\u115f\u1160\uffa0'],
  ['\u2800'],
  ['\u{e0020}'],
])('%j is no name', (raw) => {
  expect(cleanName(raw)).toBeUndefined();
});

test('whoever gives themselves a name that cannot be seen is called by their number', () => {
  const pushName = cleanName('\u3164\u200b');
  expect(displayName({ name: undefined, pushName, number: '5511987654321' })).toBe('+55 11 98765-4321');
});

test('no name is longer than 120 characters or breaks a line, whatever comes', () => {
  assert(
    property(noise(200), (raw) => {
      const name = cleanName(raw) ?? '';
      expect(name.length).toBeLessThanOrEqual(120);
      expect(name).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});

test('a contact is called by the saved name, else their own, else the number, else nothing', () => {
  const all = { name: 'Dona Ana', pushName: 'aninha', number: '5511987654321' };
  expect(displayName(all)).toBe('Dona Ana');
  expect(displayName({ ...all, name: undefined })).toBe('aninha');
  expect(displayName({ ...all, name: undefined, pushName: undefined })).toBe('+55 11 98765-4321');
  expect(displayName({ name: undefined, pushName: undefined, number: '999' })).toBe('+999');
  expect(displayName({ name: undefined, pushName: undefined, number: undefined })).toBe('');
});

test('contacts are one person unless they have different LIDs', () => {
  expect(onePerson(undefined, [])).toEqual([]);
  expect(
    onePerson('1', [
      { id: 9, lids: ['1'] },
      { id: 4, lids: [] },
    ]),
  ).toEqual([4, 9]);
  expect(onePerson('1', [{ id: 4, lids: ['2'] }])).toEqual([]);
  expect(
    onePerson(undefined, [
      { id: 4, lids: ['2'] },
      { id: 5, lids: ['3'] },
      { id: 6, lids: [] },
    ]),
  ).toEqual([4, 6]);
});
