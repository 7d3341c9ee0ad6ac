import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { pino, type Logger } from 'pino';

const MAX_BYTES = 2 * 1024 * 1024;
const KEPT = 5;

/** Whatever a careless line may carry of a person: kept out by name, at the top and one level down. */
const PERSONAL = ['text', 'body', 'preview', 'draft', 'name', 'pushName', 'savedName', 'profileName', 'pin'];

/** Phone numbers and the ids made of them, wherever they stand in a line: only the last two digits stay. */
const LONG_NUMBER = /(?<![\d.])\d{6,}(\d{2})(?!\d)/g;

/**
 * The station's log: rotating files without message text, names or full numbers (ST-5). Written at once, so that the
 * last line before a crash is there; a log that cannot be written never stops the station.
 */
export function createLog(folder: string, { maxBytes = MAX_BYTES }: { maxBytes?: number } = {}): Logger {
  const file = path.join(folder, 'station.log');
  let descriptor: number | undefined;
  let size = 0;

  function open() {
    descriptor = openSync(file, 'a', 0o600);
    size = fstatSync(descriptor).size;
  }
  function rotate() {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
    rmSync(numbered(file, KEPT - 1), { force: true });
    for (let age = KEPT - 2; age >= 0; age -= 1) moveIfThere(numbered(file, age), numbered(file, age + 1));
  }

  const destination = {
    write(line: string) {
      try {
        if (descriptor !== undefined && size >= maxBytes) rotate();
        if (descriptor === undefined) open();
        size += writeSync(descriptor as number, line.replace(LONG_NUMBER, '…$1'));
      } catch {
        // A full disk: the line is lost, the next one tries again.
      }
    },
  };

  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: PERSONAL.flatMap((key) => [key, `*.${key}`]), censor: '…' },
    },
    destination,
  );
}

function numbered(file: string, age: number): string {
  return age === 0 ? file : `${file}.${age}`;
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
