import { expect, test } from 'vitest';
import { MAX_NOTE, MAX_TEXT } from '../../../preload/contract.ts';
import { LONGEST_NOTE, LONGEST_TEXT } from './limits.ts';

test('the composer allows what the contract allows', () => {
  expect(LONGEST_TEXT).toBe(MAX_TEXT);
  expect(LONGEST_NOTE).toBe(MAX_NOTE);
});
