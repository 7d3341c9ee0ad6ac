/** What a voice note must be for phones to play it: an OGG stream of Opus that is whole. */
export interface Voice {
  /** Rounded up, so that a word is never "0 s" long. */
  readonly seconds: number;
  readonly channels: number;
}

const HEADER = 27;
const RATE = 48_000;
const CONTINUED = 0x01;
const FIRST = 0x02;

/** The checksum of OGG pages: CRC-32 with polynomial 0x04c11db7, most significant bit first, starting from zero. */
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = (value << 1) ^ (value & 0x80000000 ? 0x04c11db7 : 0);
  return value >>> 0;
});

interface Page {
  readonly flags: number;
  readonly granule: bigint;
  readonly sequence: number;
  readonly body: Uint8Array;
  readonly end: number;
}

/** Reads a recording; undefined when anything of it is not as it should be: a hole, a wrong checksum, no sound. */
export function readVoice(bytes: Uint8Array): Voice | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let pages = 0;
  let preSkip = 0;
  let channels = 0;
  let granule = 0n;
  while (at < bytes.length) {
    const page = pageAt(bytes, view, at);
    if (!page || page.sequence !== pages) return undefined;
    if (pages === 0) {
      const head = opusHead(page);
      if (!head) return undefined;
      ({ preSkip, channels } = head);
    } else if (page.flags & FIRST) {
      return undefined;
    }
    if (pages === 1 && !startsWith(page.body, 'OpusTags')) return undefined;
    // -1: no packet ends on this page.
    if (page.granule >= 0n) {
      if (page.granule < granule) return undefined;
      granule = page.granule;
    }
    at = page.end;
    pages += 1;
  }
  const seconds = (Number(granule) - preSkip) / RATE;
  return pages > 2 && seconds > 0 ? { seconds: Math.ceil(seconds), channels } : undefined;
}

function pageAt(bytes: Uint8Array, view: DataView, at: number): Page | undefined {
  if (at + HEADER > bytes.length || !startsWith(bytes.subarray(at), 'OggS') || bytes[at + 4] !== 0)
    return undefined;
  const segments = bytes[at + 26]!;
  const start = at + HEADER + segments;
  if (start > bytes.length) return undefined;
  const end = bytes.subarray(at + HEADER, start).reduce((sum, length) => sum + length, start);
  if (end > bytes.length || checksum(bytes.subarray(at, end)) !== view.getUint32(at + 22, true))
    return undefined;
  return {
    flags: bytes[at + 5]!,
    granule: view.getBigInt64(at + 6, true),
    sequence: view.getUint32(at + 18, true),
    body: bytes.subarray(start, end),
    end,
  };
}

function opusHead({ body, flags }: Page): { preSkip: number; channels: number } | undefined {
  const first = (flags & FIRST) !== 0 && (flags & CONTINUED) === 0;
  if (!first || body.length < 19 || !startsWith(body, 'OpusHead')) return undefined;
  const channels = body[9]!;
  if (channels < 1 || channels > 2) return undefined;
  return { channels, preSkip: body[10]! | (body[11]! << 8) };
}

/** Of a page, its own field left out. */
export function checksum(page: Uint8Array): number {
  let sum = 0;
  for (const [index, byte] of page.entries()) {
    const each = index >= 22 && index < 26 ? 0 : byte;
    sum = ((sum << 8) ^ table[((sum >>> 24) ^ each) & 0xff]!) >>> 0;
  }
  return sum;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return String.fromCharCode(...bytes.subarray(0, text.length)) === text;
}
