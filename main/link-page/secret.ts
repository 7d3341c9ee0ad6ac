import { createHash, timingSafeEqual } from 'node:crypto';

/** 144 random bits, which are 24 characters without padding: short enough for a small QR. */
const SECRET_BYTES = 18;

export function createSecret(random: (size: number) => Buffer): string {
  return random(SECRET_BYTES).toString('base64url');
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The holder of `secret` among these. It looks at all of them, so that the time tells nothing. */
export function findHolder<Holder extends { readonly secretHash: Buffer }>(
  holders: Iterable<Holder>,
  secret: string,
): Holder | undefined {
  const hash = hashOf(secret);
  let found: Holder | undefined;
  for (const holder of holders) if (timingSafeEqual(holder.secretHash, hash)) found = holder;
  return found;
}
