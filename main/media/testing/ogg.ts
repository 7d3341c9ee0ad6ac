import { checksum } from '../ogg.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));

function page(flags: number, granule: bigint, sequence: number, body: Uint8Array): Uint8Array {
  const segments = Math.floor(body.length / 255) + 1;
  const bytes = new Uint8Array(27 + segments + body.length);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('OggS'));
  bytes[5] = flags;
  view.setBigInt64(6, granule, true);
  view.setUint32(14, 7, true);
  view.setUint32(18, sequence, true);
  bytes[26] = segments;
  bytes.fill(255, 27, 27 + segments - 1);
  bytes[27 + segments - 1] = body.length % 255;
  bytes.set(body, 27 + segments);
  view.setUint32(22, checksum(bytes), true);
  return bytes;
}

/** A recording of so many seconds in which nobody says anything. */
export function silence(seconds: number): Uint8Array {
  const head = Uint8Array.of(...bytesOf('OpusHead'), 1, 1, 0x38, 0x01, 0x80, 0xbb, 0, 0, 0, 0, 0);
  const tags = Uint8Array.of(...bytesOf('OpusTags'), 0, 0, 0, 0, 0, 0, 0, 0);
  const pages = [page(2, 0n, 0, head), page(0, 0n, 1, tags)];
  for (let second = 1; second <= seconds; second += 1) {
    const granule = BigInt(second * 48_000 + 312);
    pages.push(page(second === seconds ? 4 : 0, granule, second + 1, new Uint8Array(300).fill(0xf8)));
  }
  return Buffer.concat(pages);
}
