import { existsSync } from 'node:fs';
import { openKeysFile } from './keys-file.ts';
import { readJson } from './json-bytes.ts';
import type { Credentials } from './supervisor-state.ts';

/** Whether a finished linking is in the file. What cannot be read is damaged, never absent: absent is linked anew. */
export function readCredentials(file: string, dataKey: Uint8Array): Credentials {
  if (!existsSync(file)) return 'absent';
  try {
    const keys = openKeysFile(file, dataKey);
    try {
      const creds = keys.read('creds', '');
      return creds ? (isLinked(readJson(creds)) ? 'linked' : 'absent') : 'damaged';
    } finally {
      keys.end();
    }
  } catch {
    return 'damaged';
  }
}

/** Only WhatsApp's signed account says so: `me` is there as soon as a code to link with was asked for. */
function isLinked(creds: unknown): boolean {
  return typeof creds === 'object' && creds !== null && 'account' in creds && creds.account !== undefined;
}
