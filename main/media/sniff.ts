/** So many bytes tell what a file is. */
export const SNIFFED = 64;

/** What may be shown: nothing of these runs anything or asks anything of the network. */
export type ShownType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/gif'
  | 'audio/ogg'
  | 'audio/mpeg'
  | 'audio/mp4'
  | 'audio/aac'
  | 'audio/wav'
  | 'audio/webm'
  | 'video/mp4'
  | 'video/webm'
  | 'video/ogg';

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/**
 * What a file is, by its first bytes: whatever its sender calls it. Undefined for all that is only ever saved, as SVG,
 * HTML, PDF and programs are.
 */
export function sniff(head: Uint8Array): ShownType | undefined {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return 'image/gif';
  if (ascii(head, 0, 4) === 'RIFF') return riff(ascii(head, 8, 12));
  if (ascii(head, 0, 4) === 'OggS') return ogg(head);
  if (ascii(head, 4, 8) === 'ftyp') return isoMedia(ascii(head, 8, 12));
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return matroska(head);
  return stream(head);
}

function riff(form: string): ShownType | undefined {
  if (form === 'WEBP') return 'image/webp';
  return form === 'WAVE' ? 'audio/wav' : undefined;
}

/** The first packet stands behind the page's header and table of segments. */
function ogg(head: Uint8Array): ShownType | undefined {
  const packet = 27 + (head[26] ?? 0);
  if (ascii(head, packet, packet + 8) === 'OpusHead') return 'audio/ogg';
  if (ascii(head, packet, packet + 7) === '\x01vorbis') return 'audio/ogg';
  return ascii(head, packet, packet + 7) === '\x80theora' ? 'video/ogg' : undefined;
}

function isoMedia(brand: string): ShownType | undefined {
  if (/^(?:M4A|M4B|F4A)/.test(brand)) return 'audio/mp4';
  // Pictures in the same box, which no browser is sure to show.
  if (/^(?:hei|hev|mif|msf|avi|crx)/.test(brand)) return undefined;
  return /^(?:iso|mp4|avc|M4V|3gp|3g2|dash|MSNV|qt)/.test(brand) ? 'video/mp4' : undefined;
}

function matroska(head: Uint8Array): ShownType | undefined {
  return ascii(head, 0, SNIFFED).includes('webm') ? 'video/webm' : undefined;
}

function stream(head: Uint8Array): ShownType | undefined {
  if (ascii(head, 0, 3) === 'ID3') return 'audio/mpeg';
  if (head[0] !== 0xff) return undefined;
  const second = head[1] ?? 0;
  // ADTS has layer 0, MPEG audio any other.
  if ((second & 0xf6) === 0xf0) return 'audio/aac';
  return (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 ? 'audio/mpeg' : undefined;
}
