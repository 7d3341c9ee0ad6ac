import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

const HASH_BYTES = 32;
const MAX_MEMORY = 192 * 1024 * 1024;
const FORMAT = /^scrypt:(\d+):([\w-]+):([\w-]+)$/;

/**
 * PINs at rest. They have few digits: what protects them is the price of a guess, 128 MiB and a third of a second here,
 * and the growing wait at the counter (`rules.ts`).
 */
export interface Pins {
  hash(pin: string): Promise<string>;
  matches(pin: string, stored: string): Promise<boolean>;
}

export function createPins({ cost = 2 ** 17 }: { cost?: number } = {}): Pins {
  const digest = (pin: string, salt: Buffer, N: number) =>
    derive(pin, salt, HASH_BYTES, { N, r: 8, p: 1, maxmem: MAX_MEMORY });
  return {
    async hash(pin) {
      const salt = randomBytes(16);
      const hash = await digest(pin, salt, cost);
      return `scrypt:${cost}:${salt.toString('base64url')}:${hash.toString('base64url')}`;
    },
    async matches(pin, stored) {
      const [, usedCost, salt, hash] = FORMAT.exec(stored) ?? [];
      if (salt === undefined || hash === undefined) throw new Error('a PIN hash is damaged');
      const given = await digest(pin, Buffer.from(salt, 'base64url'), Number(usedCost));
      return timingSafeEqual(given, Buffer.from(hash, 'base64url'));
    },
  };
}
