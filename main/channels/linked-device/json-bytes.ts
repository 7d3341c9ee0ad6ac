/** JSON that keeps binary values binary. */

interface Tagged {
  readonly $bytes: string;
}

export function writeJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, replace));
}

export function readJson(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString(), (_key, value: unknown) =>
    isTagged(value) ? Buffer.from(value.$bytes, 'base64') : value,
  );
}

/** `this` holds the value as it was before `Buffer.toJSON` had its way. */
function replace(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const raw = this[key];
  if (raw instanceof Uint8Array) return { $bytes: Buffer.from(raw).toString('base64') } satisfies Tagged;
  return value;
}

function isTagged(value: unknown): value is Tagged {
  return typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string';
}
