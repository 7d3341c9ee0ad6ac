import { readFile } from 'node:fs/promises';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export interface StaticFile {
  readonly body: Buffer<ArrayBuffer>;
  readonly type: string;
  /** Named by its content, so it never changes. */
  readonly immutable: boolean;
}

/** Reads the file that a URL path names below `root`; nothing else, whatever the path tries. */
export async function readStaticFile(root: string, urlPath: string): Promise<StaticFile | undefined> {
  const name = safeName(urlPath);
  if (name === undefined) return undefined;
  const type = types[path.extname(name)];
  if (type === undefined) return undefined;
  try {
    const body = await readFile(path.join(root, name));
    return { body, type, immutable: name.startsWith('assets/') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG')
      return undefined;
    throw error;
  }
}

function safeName(urlPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (decoded === '/') return 'index.html';
  const parts = decoded.split('/').slice(1);
  // An allow list: Vite writes plain names, so dots that lead, back-slashes, drives and NULs have no use here.
  return parts.every((part) => /^[\w-][\w.-]*$/.test(part)) ? parts.join('/') : undefined;
}
