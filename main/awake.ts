import { networkInterfaces } from 'node:os';
import type { Clock } from './clock.ts';

const LOOK_MS = 5_000;
/** A busy machine is late by less; one that slept, by more. */
const SLEPT_MS = 15_000;

/**
 * Tells when this machine woke up or got another network, which Node has no event for: connections that died with it
 * need not wait to find out. Returns what stops it.
 */
export function watchAwake({
  clock,
  addresses = ownAddresses,
  awake,
}: {
  clock: Clock;
  addresses?: () => string;
  awake: () => void;
}): () => void {
  let known = addresses();
  let last = clock.now();
  let cancel = clock.after(LOOK_MS, look);

  function look() {
    const slept = clock.now() - last > LOOK_MS + SLEPT_MS;
    const now = addresses();
    const moved = now !== known && now !== '';
    known = now;
    last = clock.now();
    cancel = clock.after(LOOK_MS, look);
    if (slept || moved) awake();
  }
  return () => cancel();
}

function ownAddresses(): string {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');
}
