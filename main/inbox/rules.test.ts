import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import type { MessageStatus } from '../../preload/entities.ts';
import { instant, placeOf, previewOf, statusAfter } from './rules.ts';
import { noise } from '../testing/noise.ts';

const receipt = constantFrom('sent' as const, 'delivered' as const, 'read' as const, 'failed' as const);
const ours = constantFrom<MessageStatus>(
  'queued',
  'sending',
  'uncertain',
  'failed',
  'sent',
  'delivered',
  'read',
);
const proofs: readonly MessageStatus[] = ['sent', 'delivered', 'read'];

test('AT-3 whatever receipts come, in whatever order, a status never goes back', () => {
  assert(
    property(ours, array(receipt), (first, receipts) => {
      const statuses = receipts.reduce<MessageStatus[]>(
        (before, what) => [...before, statusAfter(before.at(-1)!, what)],
        [first],
      );
      const steps = statuses.map((status) => proofs.indexOf(status)).filter((step) => step >= 0);
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      const proven = statuses.findIndex((status) => proofs.includes(status));
      expect(statuses.slice(proven < 0 ? statuses.length : proven)).not.toContain('failed');
    }),
  );
});

test('AT-3 the order in which receipts come does not matter to where they lead', () => {
  assert(
    property(ours, array(receipt), (first, receipts) => {
      const end = (order: typeof receipts) => order.reduce<MessageStatus>(statusAfter, first);
      expect(end(receipts.toReversed())).toBe(end(receipts));
    }),
  );
});

test('what was received has no receipts', () => {
  expect(statusAfter('received', 'read')).toBe('received');
});

test('a preview is one line of at most 120 characters, whatever the text', () => {
  assert(
    property(noise(200), (text) => {
      const preview = previewOf(text);
      expect(preview.length).toBeLessThanOrEqual(120);
      expect(preview).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
  );
  expect(previewOf('linha um\r\n\tlinha   dois')).toBe('linha um linha dois');
  expect(previewOf('🙂'.repeat(200))).toBe('🙂'.repeat(60));
});

test('WhatsApp is believed about the time unless it is none', () => {
  expect(instant(1_700_000_000_123, 5)).toBe(1_700_000_000_123);
  expect(instant(Number.NaN, 5)).toBe(5);
  expect(instant(Infinity, 5)).toBe(5);
});

test('only what arrives live is placed below what is there', () => {
  const last = 2_000 * 1_000_000;
  expect(placeOf(1_000_000, 'live', last)).toBe(2_000);
  expect(placeOf(1_000_000, 'offline', last)).toBe(1_000);
  expect(placeOf(1_000_000, 'history', last)).toBe(1_000);
  expect(placeOf(3_000_000, 'live', last)).toBe(3_000);
});
