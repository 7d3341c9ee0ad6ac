import { expect, test } from 'vitest';
import { afterFailure, backoff, isDue, LONGEST_PAUSE_MS, rangeOf, sentAs, stateOnArrival } from './rules.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const MB = 1024 * 1024;
const DAY = 24 * 60 * 60_000;

test.each([
  ['a picture', { size: MB, arrival: 'live', at: NOW }, 'loading'],
  ['64 MB', { size: 64 * MB, arrival: 'live', at: NOW }, 'loading'],
  ['100 MB', { size: 100 * MB, arrival: 'live', at: NOW }, 'waiting'],
  ['3 GB', { size: 3 * 1024 * MB, arrival: 'live', at: NOW }, 'too-large'],
  ['what waited at the server for a month', { size: MB, arrival: 'offline', at: NOW - 30 * DAY }, 'loading'],
  ['history of yesterday', { size: MB, arrival: 'history', at: NOW - DAY }, 'loading'],
  ['history of last month', { size: MB, arrival: 'history', at: NOW - 30 * DAY }, 'waiting'],
] as const)('on arrival, %s is %j: %s', (_what, file, state) => {
  expect(stateOnArrival(file, NOW)).toBe(state);
});

test.each([
  ['transient', 1, false, 'loading', NOW + 3_000],
  ['transient', 3, false, 'loading', NOW + 27_000],
  ['transient', 8, false, 'failed', 0],
  ['damaged', 1, false, 'loading', NOW + 3_000],
  ['damaged', 2, false, 'damaged', 0],
  ['gone', 1, false, 'gone', 0],
  ['too-large', 1, false, 'waiting', 0],
  ['too-large', 1, true, 'too-large', 0],
  ['no-room', 5, false, 'no-room', NOW + 60_000],
] as const)('after %s, try %i, asked for by a person %s: %s', (kind, attempts, asked, state, notBefore) => {
  expect(afterFailure(kind, { attempts, asked }, NOW)).toMatchObject({ state, notBefore });
});

test('want of room counts as no try', () => {
  expect(afterFailure('no-room', { attempts: 5, asked: false }, NOW).attempts).toBe(4);
});

test('pauses grow to a quarter of an hour, whatever the clock does meanwhile', () => {
  expect([1, 2, 3, 6, 20].map(backoff)).toEqual([3_000, 9_000, 27_000, 729_000, LONGEST_PAUSE_MS]);
  expect(isDue(NOW, NOW)).toBe(true);
  expect(isDue(NOW + 1, NOW)).toBe(false);
  expect(isDue(NOW + DAY, NOW)).toBe(true);
});

test.each([
  ['image/jpeg', { size: MB }, 'image'],
  ['image/jpeg', { size: 17 * MB }, 'document'],
  ['image/gif', { size: MB, frames: 9 }, 'document'],
  ['video/mp4', { size: 60 * MB }, 'video'],
  ['video/webm', { size: MB }, 'document'],
  ['audio/ogg', { size: MB }, 'audio'],
  ['audio/wav', { size: MB }, 'document'],
  [undefined, { size: MB }, 'document'],
] as const)('%s of %j goes as %s', (type, about, kind) => {
  expect(sentAs(type, about)).toBe(kind);
});

test.each([
  [null, 'whole'],
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=10-19', { from: 10, to: 19 }],
  ['bytes=90-500', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=-500', { from: 0, to: 99 }],
  ['bytes=100-', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=20-10', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['items=0-1', 'whole'],
  ['bytes=1e1-', 'whole'],
] as const)('of 100 bytes, %j is %j', (header, range) => {
  expect(rangeOf(header, 100)).toEqual(range);
});
