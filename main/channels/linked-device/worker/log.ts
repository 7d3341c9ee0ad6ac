import type { WASocket } from '@whiskeysockets/baileys';

type ILogger = WASocket['logger'];
type Level = 'warn' | 'error';
export type WriteLog = (level: Level, text: string) => void;

const PER_TEXT = 5;
const PER_MINUTE = 40;

/**
 * Baileys' logger. What it logs holds messages, names, numbers and keys, so nothing passes but its fixed words with
 * long digits masked, and of an error its kind, its code and where it was thrown.
 */
export function createBaileysLog(write: WriteLog, now: () => number): ILogger {
  const limited = limit(write, now);
  const log = (level: Level) => (given: unknown, message?: string) => {
    const words = message ?? (typeof given === 'string' ? given : '');
    limited(level, [mask(words), describe(given)].filter(Boolean).join(' · '));
  };
  const silent = () => {};
  const logger: ILogger = {
    level: 'warn',
    child: () => logger,
    trace: silent,
    debug: silent,
    info: silent,
    warn: log('warn'),
    error: log('error'),
  };
  return logger;
}

/** An error without its message, which may quote what was received. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  // libsignal names its functions after whom they work for.
  return mask([error.name, code, ...frames.slice(0, 3).map((line) => line.trim())].filter(Boolean).join(' '));
}

function describe(given: unknown): string {
  if (typeof given !== 'object' || given === null) return '';
  for (const value of [given, ...Object.values(given)])
    if (value instanceof Error) return describeError(value);
  return '';
}

function mask(text: string): string {
  return text.replace(/\d{5,}/g, (digits) => `…${digits.slice(-2)}`);
}

/** A channel in trouble can log thousands of lines a minute, all the same. */
function limit(write: WriteLog, now: () => number): WriteLog {
  let minute = 0;
  let total = 0;
  let left = 0;
  const counts = new Map<string, number>();
  return (level, text) => {
    const current = Math.floor(now() / 60_000);
    if (current !== minute) {
      if (left > 0) write('warn', `${left} more lines were left out`);
      minute = current;
      total = left = 0;
      counts.clear();
    }
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    if (count > PER_TEXT || ++total > PER_MINUTE) left += 1;
    else write(level, text);
  };
}
