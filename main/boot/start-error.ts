import { storageFailure } from '../db/failures.ts';
import { Refusal } from '../failure.ts';
import type { WordKey } from '../i18n/index.ts';
import type { Paths } from '../ports.ts';

type Code = Extract<WordKey, `start.${string}`> extends `start.${infer C}` ? C : never;

const BAD_ARGUMENTS = 2;
const ALREADY_RUNNING = 3;
const BAD_DATA_FOLDER = 4;

const exitCodes: Readonly<Record<Code, number>> = {
  'argument-unknown': BAD_ARGUMENTS,
  'argument-needs-value': BAD_ARGUMENTS,
  'argument-takes-no-value': BAD_ARGUMENTS,
  'port-invalid': BAD_ARGUMENTS,
  'language-invalid': BAD_ARGUMENTS,
  'wa-url-invalid': BAD_ARGUMENTS,
  'wa-root-invalid': BAD_ARGUMENTS,
  'wa-pair-needed': BAD_ARGUMENTS,
  'wa-refused': BAD_ARGUMENTS,
  'already-running': ALREADY_RUNNING,
  'data-read-only': BAD_DATA_FOLDER,
  'data-full': BAD_DATA_FOLDER,
  'data-unusable': BAD_DATA_FOLDER,
  'data-newer': BAD_DATA_FOLDER,
  'data-damaged': BAD_DATA_FOLDER,
  'data-missing': BAD_DATA_FOLDER,
  'key-file-damaged': BAD_DATA_FOLDER,
  'key-file-missing': BAD_DATA_FOLDER,
  'key-file-open-to-others': BAD_DATA_FOLDER,
  'secrets-unavailable': BAD_DATA_FOLDER,
  'port-in-use': 1,
  'window-files-missing': 1,
  'simulator-failed': 1,
  internal: 1,
};

/** Why the station cannot start, in words that the person at the counter can act on (`main/i18n`, `start.<code>`). */
export class StartError extends Error {
  readonly code: Code;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: Code, params: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(code, { cause });
    this.name = 'StartError';
    this.code = code;
    this.params = params;
  }

  get exitCode(): number {
    return exitCodes[this.code];
  }
}

const storageCodes: Readonly<Record<string, Code>> = {
  'data-folder-read-only': 'data-read-only',
  'disk-full': 'data-full',
  'database-too-new': 'data-newer',
  'database-damaged': 'data-damaged',
  'database-missing': 'data-missing',
};

/** What an error of the storage means to somebody who is starting the station; `otherwise` for all that is not one. */
export function startErrorOf(error: unknown, paths: Paths, otherwise: Code = 'internal'): StartError {
  if (error instanceof StartError) return error;
  // Preparing a statement may be the first to read a damaged page.
  const refusal = isSqlite(error) ? storageFailure(error) : error;
  const code = (refusal instanceof Refusal && storageCodes[refusal.code]) || otherwise;
  const folder = code === 'internal' ? paths.logs : paths.data;
  return new StartError(code, { folder, file: paths.database }, error);
}

function isSqlite(error: unknown): boolean {
  return error instanceof Error && error.name === 'SqliteError';
}
