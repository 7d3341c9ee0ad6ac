import { crc32, deflateSync } from 'node:zlib';
import type { Attachment } from '../index.ts';
import type { SampleKind } from './protocol.ts';

/** Something to send at hand, for who tries the demonstration. */
export const samples: Readonly<Record<SampleKind, () => Attachment>> = {
  image: () => ({ kind: 'image', bytes: sunrise(), mimetype: 'image/png' }),
  voice: () => ({
    kind: 'voice',
    bytes: silence(VOICE_SECONDS),
    seconds: VOICE_SECONDS,
    waveform: Uint8Array.from({ length: 64 }, (_, i) => 50 + 45 * Math.sin(i / 2) * Math.cos(i / 7)),
  }),
  document: () => ({ kind: 'document', bytes: page('Pedido 1042'), fileName: 'pedido-1042.pdf' }),
  location: () => ({
    kind: 'location',
    latitude: -23.550_52,
    longitude: -46.633_31,
    name: 'Praça da Sé',
    address: 'Sé, São Paulo, SP',
  }),
  contact: () => ({ kind: 'contacts', cards: [{ name: 'Dona Lurdes', number: '5511933334444' }] }),
};

/** A sun over the sea, as PNG. */
function sunrise(width = 480, height = 320): Buffer {
  const [sunX, sunY, radius, horizon] = [width / 2, height * 0.55, height * 0.16, height * 0.66];
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    rows.push(0);
    for (let x = 0; x < width; x++) {
      const glow = Math.max(0, 1 - Math.hypot(x - sunX, y - sunY) / (height * 0.9));
      const isSun = y < horizon && Math.hypot(x - sunX, y - sunY) < radius;
      if (isSun) rows.push(255, 226, 150);
      else if (y < horizon) rows.push(90 + 160 * glow, 110 + 60 * glow, 160 - 40 * glow);
      else rows.push(30 + 120 * glow * glow, 70 + 50 * glow, 120 + 10 * Math.sin(y / 3));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

const VOICE_SECONDS = 3;
/** 20 ms of nothing, as Opus writes it. */
const SILENT_PACKET = Buffer.from([0xf8, 0xff, 0xfe]);
const SAMPLES_PER_PACKET = 960;
const PACKETS_PER_PAGE = 50;

/** A voice note in which nobody speaks, as Ogg Opus. */
function silence(seconds: number): Buffer {
  const head = Buffer.from('4f707573486561640101380180bb0000000000', 'hex');
  const tags = Buffer.concat([Buffer.from('OpusTags'), lengthAnd('simulator'), Buffer.alloc(4)]);
  const pages = [oggPage(0, 2, 0, [head]), oggPage(1, 0, 0, [tags])];
  for (let second = 1; second <= seconds; second++) {
    const packets = Array.from({ length: PACKETS_PER_PAGE }, () => SILENT_PACKET);
    const position = second * PACKETS_PER_PAGE * SAMPLES_PER_PACKET;
    pages.push(oggPage(second + 1, second === seconds ? 4 : 0, position, packets));
  }
  return Buffer.concat(pages);
}

function lengthAnd(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
}

function oggPage(sequence: number, flags: number, position: number, packets: Buffer[]): Buffer {
  const header = Buffer.alloc(27);
  header.write('OggS');
  header[5] = flags;
  header.writeBigUInt64LE(BigInt(position), 6);
  header.writeUInt32LE(1, 14);
  header.writeUInt32LE(sequence, 18);
  header[26] = packets.length;
  const page = Buffer.concat([header, Buffer.from(packets.map(({ length }) => length)), ...packets]);
  page.writeUInt32LE(oggChecksum(page), 22);
  return page;
}

/** Ogg's own CRC: not reflected, beginning with zero. */
function oggChecksum(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}

/** One line of text on an A5 page, as PDF. */
function page(line: string): Buffer {
  const drawing = `BT /F1 24 Tf 40 520 Td (${line}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const table = ['0000000000 65535 f ', ...offsets.map((offset) => `${offset} 00000 n `)].join('\n');
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}`;
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n${table}\ntrailer\n${trailer}\n%%EOF\n`);
}
