import type { Pairing } from '../../preload/entities.ts';
import { writeNumber } from '../../preload/phone-number.ts';
import { type QrDrawing, drawQr } from './qr-drawing.ts';
import type { Words } from './words/words.ts';

/** What the page shows now, in words: it goes over the wire whole, so that a page that missed one has lost nothing. */
export interface View {
  readonly phase: 'starting' | 'qr' | 'code' | 'linking' | 'linked' | 'stopped' | 'failed';
  readonly title: string;
  readonly help: string;
  readonly qr?: QrDrawing;
  /** XXXX-XXXX. */
  readonly code?: string;
  /** Who was linked, or whom the code is for. */
  readonly who?: string;
  /** Until the code is replaced, as a duration: the two devices' clocks need not agree. */
  readonly leftMs?: number;
  readonly wholeMs?: number;
  /** A new code can be asked for. */
  readonly renewable?: boolean;
}

type Failure = Extract<Pairing, { phase: 'failed' }>['error'];

/** About how long WhatsApp lets a code live. */
const CODE_LIFE_MS = 60_000;

/** Trying again cannot help: the shop's computer, or WhatsApp, comes first. */
const NEEDS_THE_STATION: ReadonlySet<Failure> = new Set<Failure>([
  'untrusted-server',
  'update-needed',
  'banned',
  'number-in-use',
  'keys-damaged',
]);

export function viewOf(pairing: Pairing, words: Words, now: number): View {
  const { phases, failures } = words;
  switch (pairing.phase) {
    case 'idle':
      return { phase: 'stopped', ...phases.stopped, renewable: true };
    case 'starting':
      return { phase: 'starting', ...phases.starting };
    case 'qr':
      return {
        phase: 'qr',
        ...phases.qr,
        qr: drawQr(pairing.qr),
        leftMs: Math.max(0, pairing.expiresAt - now),
        wholeMs: pairing.expiresAt - pairing.shownAt,
      };
    case 'code':
      return {
        phase: 'code',
        title: phases.code.title,
        help: phases.code.help.replace('{number}', writeNumber(pairing.number)),
        code: `${pairing.code.slice(0, 4)}-${pairing.code.slice(4)}`,
        leftMs: Math.max(0, pairing.expiresAt - now),
        wholeMs: CODE_LIFE_MS,
      };
    case 'linking':
      return { phase: 'linking', ...phases.linking };
    case 'linked':
      return {
        phase: 'linked',
        ...phases.linked,
        who: [pairing.profileName, writeNumber(pairing.number)].filter(Boolean).join(' · '),
      };
    case 'expired':
      return { phase: 'stopped', ...phases.expired, renewable: true };
    case 'failed':
      return {
        phase: 'failed',
        ...failures[pairing.error],
        renewable: !NEEDS_THE_STATION.has(pairing.error),
      };
    default:
      return pairing satisfies never;
  }
}
