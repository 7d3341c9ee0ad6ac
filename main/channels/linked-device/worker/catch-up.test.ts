import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { createCatchUp } from './catch-up.ts';

function catchUp() {
  const clock = createManualClock();
  let finished = 0;
  const it = createCatchUp(clock, () => (finished += 1));
  it.begin();
  return { it, clock, finished: () => finished };
}

describe('catching up', () => {
  test('is over when the last old message is through, whatever comes first', () => {
    const { it, finished } = catchUp();
    for (const id of ['a', 'b', 'c']) it.waits(id);
    it.through('a');
    it.last();
    expect(it.over).toBe(false);
    it.through('c');
    expect(it.over).toBe(true);
    it.through('b');
    it.last();
    expect(finished()).toBe(1);
  });

  test('is over at once when nothing waited', () => {
    const { it, finished } = catchUp();
    it.last();
    expect(finished()).toBe(1);
  });

  test('does not wait for ever for a message that Baileys swallowed', () => {
    const { it, clock, finished } = catchUp();
    it.waits('a');
    it.waits('swallowed');
    it.last();
    it.through('a');
    clock.advance(4999);
    expect(finished()).toBe(0);
    clock.advance(1);
    expect(finished()).toBe(1);
  });

  test('does not wait for ever for a server that never says that it was the last', () => {
    const { it, clock, finished } = catchUp();
    it.waits('a');
    it.through('a');
    clock.advance(60_000);
    it.opened();
    clock.advance(29_999);
    expect(finished()).toBe(0);
    clock.advance(1);
    expect(finished()).toBe(1);
  });

  test('begins anew with each connection', () => {
    const { it, finished } = catchUp();
    it.waits('a');
    it.begin();
    it.last();
    expect(finished()).toBe(1);
    it.begin();
    expect(it.over).toBe(false);
  });

  test('messages that are new do not count', () => {
    const { it } = catchUp();
    it.last();
    it.waits('late');
    expect(it.over).toBe(true);
  });
});
