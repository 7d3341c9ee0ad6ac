import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Download, Downloaded } from '../../channels/driver.ts';
import type { MediaKind, WireMedia, WireMessage } from '../../channels/wire.ts';
import { says } from '../../inbox/testing/wire.ts';

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** What WhatsApp says of a file. */
export function mediaOf(
  kind: MediaKind,
  mime: string,
  bytes: Uint8Array,
  about: Partial<WireMedia> = {},
): WireMedia {
  return {
    kind,
    mime,
    size: bytes.length,
    source: {
      directPath: `/v/${sha256(bytes).toString('hex').slice(0, 12)}`,
      mediaKey: new Uint8Array(32).fill(1),
      fileSha256: sha256(bytes),
      fileEncSha256: new Uint8Array(32).fill(2),
    },
    ...about,
  };
}

export function sends(media: WireMedia, text = '', about: Partial<WireMessage> = {}): WireMessage {
  return says('', { content: { kind: 'media', media, text }, ...about });
}

/** WhatsApp's store of files: what was put there is downloaded as it is. */
export function createShelf() {
  const shelf = new Map<string, Uint8Array>();
  const orders: Download[] = [];
  return {
    orders,
    put<T extends WireMedia>(media: T, bytes: Uint8Array): T {
      shelf.set(media.source.directPath, bytes);
      return media;
    },
    download(order: Download): Promise<Downloaded> {
      orders.push(order);
      const bytes = shelf.get(order.media.source.directPath)!;
      writeFileSync(order.toFile, bytes);
      return Promise.resolve({ size: bytes.length });
    },
  };
}

/** A picture of one colour. */
export function picture(
  width: number,
  height: number,
  format: 'png' | 'jpeg' | 'webp' = 'jpeg',
): Promise<Buffer> {
  const plain = sharp({ create: { width, height, channels: 3, background: '#c2410c' } });
  return plain.toFormat(format).toBuffer();
}

/** A whole black PNG of one bit a point: small, however many points it has. */
export function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.of())]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
