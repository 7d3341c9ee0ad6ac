/** From a key event to a shortcut. Pure. */
import { type Shortcut, type ShortcutId, shortcuts } from './shortcuts.ts';

/** What of a key event counts. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** AltGr is held, with which people write. */
  readonly altGraph: boolean;
}

export interface Match {
  readonly id: ShortcutId;
  /** For keys that stand for any digit: which one. */
  readonly digit?: number;
}

const DIGITS = '1…9';
const NAMED: Readonly<Record<string, string>> = { Esc: 'Escape' };

/** The one shortcut that a press is, if any. On a Mac, the command key does what Ctrl does elsewhere. */
export function matchOf(press: KeyPress): Match | undefined {
  // Windows tells AltGr as Ctrl and Alt together.
  if (press.altGraph || (press.ctrlKey && press.altKey)) return undefined;
  for (const { id, keys, told } of shortcuts) {
    if (told) continue;
    for (const each of keys) {
      const match = fits(each, press);
      if (match) return match === true ? { id } : { id, digit: match };
    }
  }
  return undefined;
}

function fits(keys: string, press: KeyPress): boolean | number {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const held = (name: string) => parts.includes(name);
  if (held('Ctrl') !== (press.ctrlKey || press.metaKey)) return false;
  if (held('Alt') !== press.altKey || held('Shift') !== press.shiftKey) return false;
  if (key === DIGITS) {
    // Not those of the number pad: on Windows they write, with Alt held, a sign by its number.
    const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
    return digit === undefined ? false : Number(digit);
  }
  return key === letterOf(press) || (NAMED[key] ?? key) === press.key;
}

/** The Latin letter of a key: what it writes, else (Alt writes other signs on a Mac) what stands in its place. */
function letterOf({ key, code }: KeyPress): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return /^Key([A-Z])$/.exec(code)?.[1];
}

/** As `aria-keyshortcuts` wants it. */
export function ariaKeys({ keys }: Pick<Shortcut, 'keys'>): string {
  return keys
    .filter((each) => !each.includes('…'))
    .map((each) => each.replace('Ctrl', 'Control').replace('Esc', 'Escape'))
    .join(' ');
}
