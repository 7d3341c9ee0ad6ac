/** What a sender claims, brought within bounds: everything here is chosen by strangers. Pure. */
import { toNumber } from '@whiskeysockets/baileys';

export const LONGEST_QUOTE = 1_000;
export const LONGEST_NAME = 255;
/** Bytes of a picture that is shown before the file is there. */
export const LARGEST_THUMBNAIL = 32 * 1024;
const LARGEST_FILE = 4 * 2 ** 30;
const LONGEST_SECONDS = 24 * 60 * 60;
const MOST_PIXELS = 65_535;
const BARS = 64;
const LOUDEST = 100;
/** More than any client draws: not worth looking at. */
const MOST_BARS = 4_096;
const LONGEST_EMOJI = 64;
const LONGEST_MIME = 120;
const MIME = /^[\w.+-]{1,60}\/[\w.+-]{1,60}(?:; ?codecs="?[\w., -]{1,40}"?)?$/i;
const ANY_MIME = 'application/octet-stream';

type Num = Parameters<typeof toNumber>[0];

/** Cut, but never through the middle of a character. */
export function cut(text: string | null | undefined, most: number): string {
  return (text ?? '').slice(0, most).replace(/\p{Cs}$/u, '');
}

/** A name on one line: of a file, a person, a place. */
export function nameOf(text: string | null | undefined): string {
  const line = cut(text, LONGEST_NAME * 4).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return cut(line.trim(), LONGEST_NAME);
}

export function mimeOf(mime: string | null | undefined): string {
  const said = (mime ?? '').slice(0, LONGEST_MIME).trim();
  return MIME.test(said) ? said.toLowerCase() : ANY_MIME;
}

/** Bytes; what is more than can be is as large as can be, so that it counts as too large. */
export function sizeOf(size: Num): number {
  const said = toNumber(size ?? 0);
  return Number.isFinite(said) && said > 0 ? Math.min(Math.floor(said), LARGEST_FILE) : 0;
}

/** Nothing when it is no length that anybody records. */
export function secondsOf(seconds: number | null | undefined): number | undefined {
  return within(seconds, 1, LONGEST_SECONDS);
}

/** Nothing unless both sides make sense. */
export function pixelsOf(
  width: number | null | undefined,
  height: number | null | undefined,
): { width: number; height: number } | undefined {
  const wide = within(width, 1, MOST_PIXELS);
  const high = within(height, 1, MOST_PIXELS);
  return wide !== undefined && high !== undefined ? { width: wide, height: high } : undefined;
}

function within(value: number | null | undefined, least: number, most: number): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return value >= least && value <= most ? Math.floor(value) : undefined;
}

/** 64 bars of 0 … 100, however many there were. */
export function waveformOf(bars: Uint8Array | null | undefined): number[] | undefined {
  if (!bars || bars.length === 0 || bars.length > MOST_BARS) return undefined;
  return Array.from({ length: BARS }, (_, i) =>
    Math.min(LOUDEST, bars[Math.floor((i * bars.length) / BARS)] ?? 0),
  );
}

/** Nothing unless it is a JPEG of a bearable size. */
export function thumbnailOf(bytes: Uint8Array | null | undefined): Uint8Array | undefined {
  if (!bytes || bytes.length < 4 || bytes.length > LARGEST_THUMBNAIL) return undefined;
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? Uint8Array.from(bytes) : undefined;
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first character of a reaction; nothing when there is none, which takes a reaction back. */
export function emojiOf(text: string | null | undefined): string {
  const [first] = characters.segment((text ?? '').slice(0, LONGEST_EMOJI).trim());
  return first?.segment ?? '';
}

/** Degrees that are on this planet. */
export function degreesOf(
  latitude: number | null | undefined,
  longitude: number | null | undefined,
): { latitude: number; longitude: number } | undefined {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  // Not a number is on no side of anything.
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return undefined;
  return { latitude, longitude };
}

/** A copy of exactly so many bytes, or nothing. */
export function exactly(bytes: Uint8Array | null | undefined, length: number): Uint8Array | undefined {
  return bytes?.length === length ? Uint8Array.from(bytes) : undefined;
}
