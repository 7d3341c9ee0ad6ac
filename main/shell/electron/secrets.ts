import path from 'node:path';
import type { SafeStorage } from 'electron';
import { StartError } from '../../boot/start-error.ts';
import { dataKeyProtection } from '../../channels/data-key.ts';
import type { Paths, Secrets } from '../../ports.ts';
import { openKeyFile } from '../key-file.ts';

/**
 * The system's key store; on a Linux without one, a key file. A folder whose keys were sealed one way is opened that
 * way: the other could only find them damaged.
 */
export function openSecrets(safeStorage: SafeStorage, paths: Paths, platform = process.platform): Secrets {
  const used = dataKeyProtection(paths.keys);
  const available = isKeyStore(safeStorage, platform);
  if (used === 'system' && !available) {
    throw new StartError('secrets-unavailable', { protection: used, keys: paths.keys });
  }
  if (used === 'file' || !available) {
    const file = path.join(paths.data, 'secret.key');
    return openKeyFile(file, { keys: paths.keys, sealedDataExists: used === 'file' });
  }
  return {
    protection: 'system',
    seal: (plain) => safeStorage.encryptString(Buffer.from(plain).toString('base64')),
    open: (sealed) => Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64'),
  };
}

/** Chromium's `basic_text` encrypts with a password that everybody knows. */
function isKeyStore(safeStorage: SafeStorage, platform: NodeJS.Platform): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
