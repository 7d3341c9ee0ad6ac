import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Writes a small private file whole or not at all; it is on disk once this returns. */
export function writeDurably(file: string, content: Uint8Array): void {
  const unfinished = `${file}.part`;
  withFile(unfinished, 'w', (descriptor) => {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  });
  renameSync(unfinished, file);
  // Windows does not open folders.
  if (process.platform !== 'win32') withFile(path.dirname(file), 'r', fsyncSync);
}

function withFile(file: string, flags: string, work: (descriptor: number) => void): void {
  const descriptor = openSync(file, flags, 0o600);
  try {
    work(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
