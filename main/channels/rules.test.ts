import { describe, expect, test } from 'vitest';
import { clashWith, numberTyped } from './rules.ts';

describe('names and IDs', () => {
  const others = [
    { id: 1, name: 'Recepção', slug: 'recepcao' },
    { id: 2, name: 'Oficina', slug: 'oficina' },
  ];
  test.each([
    [{ name: 'Recepção', slug: 'nova' }, 'name-taken'],
    [{ name: ' RECEPCAO ', slug: 'nova' }, 'name-taken'],
    [{ name: 'Nova', slug: 'oficina' }, 'slug-taken'],
    [{ name: 'Oficina', slug: 'recepcao' }, 'name-taken'],
    [{ name: 'Nova', slug: 'nova' }, undefined],
    [{ id: 1, name: 'recepção', slug: 'recepcao' }, undefined],
    [{ id: 1, name: 'Oficina', slug: 'recepcao' }, 'name-taken'],
  ])('%j clashes: %s', (wanted, clash) => {
    expect(clashWith(wanted, others)).toBe(clash);
  });
});

describe('a number as it is typed', () => {
  test.each([
    ['+55 (11) 98765-4321', '5511987654321'],
    ['5511987654321', '5511987654321'],
    ['55 11 8765-4321', '551187654321'],
    ['00 351 912 345 678', '351912345678'],
    ['+351 912 345 678', '351912345678'],
    ['+1 202 555 0123', '12025550123'],
  ])('%s is %s', (typed, digits) => {
    expect(numberTyped(typed)).toBe(digits);
  });

  test.each([
    '',
    '   ',
    '11 98765-4321',
    '8765-4321',
    '+55 11 9',
    'cinco',
    '+55 11 98765-4321 ramal 2',
    '0'.repeat(40),
  ])('%j is no number with its country', (typed) => {
    expect(numberTyped(typed)).toBeUndefined();
  });
});
