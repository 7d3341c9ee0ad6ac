import { Refusal } from '../failure.ts';

const DISK_FULL = 'disk-full';
const READ_ONLY = 'data-folder-read-only';
const DAMAGED = 'database-damaged';

/** SQLite's and the system's codes, by their beginning, and what a person at the counter can be told of them. */
const told: readonly (readonly [code: string, refusal: string])[] = [
  ['SQLITE_FULL', DISK_FULL],
  // The shared-memory file beside the WAL is grown by writing, so a full disk shows here first.
  ['SQLITE_IOERR_SHMSIZE', DISK_FULL],
  ['ENOSPC', DISK_FULL],
  ['EDQUOT', DISK_FULL],
  ['SQLITE_READONLY', READ_ONLY],
  ['SQLITE_CANTOPEN', READ_ONLY],
  ['SQLITE_PERM', READ_ONLY],
  ['EROFS', READ_ONLY],
  ['EACCES', READ_ONLY],
  ['EPERM', READ_ONLY],
  ['SQLITE_NOTADB', DAMAGED],
  ['SQLITE_CORRUPT', DAMAGED],
];

/** The refusal that stands for an error of the storage, or the error itself when it is not one. */
export function storageFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code } = error;
  const found = told.find(([beginning]) => code.startsWith(beginning));
  if (found === undefined) return error;
  const refusal = new Refusal(found[1]);
  refusal.cause = error;
  return refusal;
}

/** Whether the same write may succeed later without any change in it: room was made, the disk is writable again. */
export function isPassing(error: unknown): boolean {
  return error instanceof Refusal && (error.code === DISK_FULL || error.code === READ_ONLY);
}
