import { beforeEach, expect, test, vi } from 'vitest';
import { watchAwake } from './awake.ts';
import { createManualClock } from './testing/manual-clock.ts';

const awake = vi.fn<() => void>();
beforeEach(() => awake.mockClear());

function watched() {
  const clock = createManualClock();
  const network = { addresses: '192.168.0.7' };
  const stop = watchAwake({ clock, addresses: () => network.addresses, awake });
  return { clock, network, stop };
}

test('nothing happens, nothing is told', () => {
  const { clock } = watched();
  clock.advance(3_600_000);
  expect(awake).not.toHaveBeenCalled();
});

test('a sleep shows as time that nobody lived through', () => {
  const { clock } = watched();
  clock.advance(7_000);
  clock.set(clock.now() + 8 * 3_600_000);
  clock.advance(5_000);
  expect(awake).toHaveBeenCalledOnce();
  clock.advance(60_000);
  expect(awake).toHaveBeenCalledOnce();
});

test('a machine that is only busy did not sleep, nor did one whose clock was set back', () => {
  const { clock } = watched();
  clock.set(clock.now() + 10_000);
  clock.advance(5_000);
  clock.set(clock.now() - 3_600_000);
  clock.advance(5_000);
  expect(awake).not.toHaveBeenCalled();
});

test('another network is told, the loss of one is not', () => {
  const { clock, network } = watched();
  network.addresses = '';
  clock.advance(5_000);
  expect(awake).not.toHaveBeenCalled();
  network.addresses = '10.0.0.3';
  clock.advance(5_000);
  expect(awake).toHaveBeenCalledOnce();
});

test('once stopped it looks no more', () => {
  const { clock, network, stop } = watched();
  stop();
  network.addresses = '10.0.0.3';
  clock.advance(60_000);
  expect(awake).not.toHaveBeenCalled();
});
