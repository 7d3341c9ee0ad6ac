import type { MediaState } from '../../preload/entities.ts';
import type { MediaFailure } from '../channels/driver.ts';
import type { Arrival } from '../channels/wire.ts';

/** Fetched unasked up to here; more by a click. */
export const UNASKED_BYTES = 64 * 1024 * 1024;
/** As much as WhatsApp itself passes on. */
export const MOST_BYTES = 2 * 1024 * 1024 * 1024;
/** WhatsApp keeps files for about this long; what is older costs the phone a new upload, and so waits for a person. */
const FRESH_MS = 14 * 24 * 60 * 60_000;

/** So many tries that reached the network, and a person must ask again. */
export const MAX_ATTEMPTS = 8;
const DAMAGED_ATTEMPTS = 2;
const FIRST_PAUSE_MS = 3_000;
export const LONGEST_PAUSE_MS = 15 * 60_000;
export const NO_ROOM_PAUSE_MS = 60_000;

/** Whether a file is fetched as it comes. */
export function stateOnArrival(
  { size, arrival, at }: { size: number; arrival: Arrival; at: number },
  now: number,
): Extract<MediaState, 'waiting' | 'loading' | 'too-large'> {
  if (size > MOST_BYTES) return 'too-large';
  const old = arrival === 'history' && at < now - FRESH_MS;
  return size > UNASKED_BYTES || old ? 'waiting' : 'loading';
}

export interface Try {
  readonly state: MediaState;
  readonly attempts: number;
  readonly notBefore: number;
}

/** What becomes of a file that did not come; `attempts` counts this try. */
export function afterFailure(
  kind: MediaFailure['kind'],
  { attempts, asked }: { attempts: number; asked: boolean },
  now: number,
): Try {
  const again = (state: MediaState, pause: number): Try => ({ state, attempts, notBefore: now + pause });
  const end = (state: MediaState): Try => ({ state, attempts, notBefore: 0 });
  switch (kind) {
    case 'transient':
      return attempts >= MAX_ATTEMPTS ? end('failed') : again('loading', backoff(attempts));
    case 'damaged':
      return attempts >= DAMAGED_ATTEMPTS ? end('damaged') : again('loading', backoff(attempts));
    case 'no-room':
      // Room is no matter of tries.
      return { state: 'no-room', attempts: attempts - 1, notBefore: now + NO_ROOM_PAUSE_MS };
    case 'too-large':
      // It is larger than was said: a person decides.
      return end(asked ? 'too-large' : 'waiting');
    case 'gone':
      return end('gone');
  }
}

export function backoff(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 3 ** Math.max(0, attempts - 1));
}

/** A pause is never longer than the longest, unless the clock was set back meanwhile. */
export function isDue(notBefore: number, now: number): boolean {
  return notBefore <= now || notBefore > now + LONGEST_PAUSE_MS;
}

/** How large a file may be to go as what it is, in bytes; larger ones go as documents. */
const MEGABYTE = 1024 * 1024;
export const UPLOAD_BYTES = 100 * MEGABYTE;
export const SENT_AS: Readonly<Record<'image' | 'video' | 'audio', number>> = {
  image: 16 * MEGABYTE,
  video: 64 * MEGABYTE,
  audio: 16 * MEGABYTE,
};

/** Those that phones play. */
const SOUNDS = new Set(['audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg']);

/** As what a chosen file is sent, by what it is and not by its name. */
export function sentAs(
  servedType: string | undefined,
  { size, frames = 1 }: { size: number; frames?: number },
): 'image' | 'video' | 'audio' | 'document' {
  const kind = kindOf(servedType, frames);
  return kind !== 'document' && size > SENT_AS[kind] ? 'document' : kind;
}

function kindOf(servedType: string | undefined, frames: number): 'image' | 'video' | 'audio' | 'document' {
  // Phones show only the first picture of one that moves.
  if (servedType?.startsWith('image/')) return frames > 1 ? 'document' : 'image';
  if (servedType === 'video/mp4') return 'video';
  return servedType !== undefined && SOUNDS.has(servedType) ? 'audio' : 'document';
}

/** The part of a file that is asked for; `whole` when nothing sensible is, `none` when there is no such part. */
export function rangeOf(
  header: string | null,
  size: number,
): { readonly from: number; readonly to: number } | 'whole' | 'none' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'none' : { from: size - length, to: size - 1 };
  }
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from >= size) return 'none';
  return to < from ? 'whole' : { from, to };
}
