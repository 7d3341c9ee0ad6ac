import { createReadStream, existsSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { User } from '../../preload/entities.ts';
import { Refusal } from '../failure.ts';
import { fallbackName } from './file-name.ts';
import type { Files } from './files.ts';
import { rangeOf } from './rules.ts';
import type { StagedStore } from './staged.ts';
import type { Staging } from './staging.ts';
import type { MediaStore } from './store.ts';

/** Who asks, and from where the shell knows that they may. */
export interface MediaCaller {
  readonly user: User | undefined;
  /** Of the window's own page. */
  readonly origin: string;
  /** No other page can reach this door at all. */
  readonly sole?: true;
}

/**
 * Answers `media/…` of either shell: files of messages and of composers, by id and never by path, to whoever has
 * unlocked the window. What is served is shown only if its bytes are a picture, sound or film; all else is saved.
 */
export type ServeMedia = (request: Request, caller: MediaCaller) => Promise<Response>;

interface Offer {
  readonly path: string;
  readonly type: string | undefined;
  readonly name: string;
  /** Changes with the bytes. */
  readonly tag: string;
}

const Id = z.coerce.number().int().positive();
const StagedId = z.uuid();
const MESSAGE = /^\/media\/(\d{1,16})(\/preview)?$/;
const STAGED = /^\/media\/staged\/([\da-f-]{36})(\/preview)?$/;

/** Nothing that is served may run, load or be framed, even when it is opened by itself. */
const SAFE_HEADERS = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, no-cache',
} as const;

export function createServeMedia({
  log,
  store,
  staged,
  staging,
  files,
  missing,
  sees,
}: {
  log: Logger;
  store: MediaStore;
  staged: StagedStore;
  staging: Staging;
  files: Files;
  /** A file that was ready is not there any more. */
  missing: (messageId: number) => void;
  /** Whether this user may have what belongs to this message (PR-5). */
  sees: (user: User, messageId: number) => boolean;
}): ServeMedia {
  function ofMessage(id: number, preview: boolean, user: User): Offer | undefined {
    const row = store.served(id);
    if (!row || row.state !== 'ready' || !sees(user, id)) return undefined;
    if (row.deletedAt !== null && user.role !== 'manager') return undefined;
    if (!files.has(row.file)) {
      missing(id);
      return undefined;
    }
    const type = row.servedType ?? undefined;
    if (preview && !type?.startsWith('image/')) return undefined;
    const name = row.fileName ?? fallbackName(row.kind, row.servedType ?? row.mime);
    return offer(row.file, preview, { type, name });
  }

  function ofComposer(id: string, preview: boolean): Offer | undefined {
    const row = staged.get(id);
    if (!row || !files.has(row.file)) return undefined;
    const shown = preview ? row.picture : row.file;
    if (shown === null || !files.has(shown)) return undefined;
    const type = preview ? 'image/jpeg' : (row.servedType ?? undefined);
    return offer(shown, preview, { type, name: row.fileName });
  }

  /** The preview where one was made, else the file itself, which is small then. */
  function offer(sha256: string, preview: boolean, about: { type: string | undefined; name: string }): Offer {
    const made = preview && existsSync(files.previewOf(sha256));
    return {
      path: made ? files.previewOf(sha256) : files.pathOf(sha256),
      type: made ? 'image/webp' : about.type,
      name: about.name,
      tag: `"${sha256.slice(0, 32)}${made ? '-p' : ''}"`,
    };
  }

  async function upload(request: Request): Promise<Response> {
    if (!request.body) throw new Refusal('attachment-empty');
    const attachment = await staging.receive({
      body: request.body,
      mime: request.headers.get('content-type') ?? '',
      fileName: decoded(request.headers.get('x-file-name') ?? ''),
    });
    return json(200, attachment);
  }

  async function answer(request: Request, user: User): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const { method } = request;
    if (pathname === '/media/staged') return method === 'POST' ? upload(request) : refuse(405, 'not-found');
    const [, stagedId, stagedPreview] = STAGED.exec(pathname) ?? [];
    const [, messageId, messagePreview] = MESSAGE.exec(pathname) ?? [];
    if (stagedId !== undefined && StagedId.safeParse(stagedId).success) {
      if (method === 'DELETE' && stagedPreview === undefined)
        return staging.remove(stagedId) ? empty(204) : refuse(404, 'attachment-not-found');
      return serve(request, ofComposer(stagedId, stagedPreview !== undefined), searchParams.has('download'));
    }
    const id = Id.safeParse(messageId);
    if (!id.success) return refuse(404, 'not-found');
    return serve(
      request,
      ofMessage(id.data, messagePreview !== undefined, user),
      searchParams.has('download'),
    );
  }

  return async (request, caller) => {
    try {
      if (isForeign(request, caller)) return refuse(403, 'wrong-origin');
      if (!caller.user) return refuse(403, 'locked');
      return await answer(request, caller.user);
    } catch (error) {
      if (error instanceof Refusal)
        return json(error.code === 'attachment-too-large' ? 413 : 422, {
          code: error.code,
          ...(error.params && { params: error.params }),
        });
      log.error({ err: error }, 'a file could not be served');
      return refuse(500, 'internal');
    }
  };
}

/** A browser says who asks wherever it matters; a page of somebody else is never answered. */
function isForeign({ headers, method }: Request, { origin, sole }: MediaCaller): boolean {
  const from = headers.get('origin');
  if (from !== null) return from !== origin;
  if (sole) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return true;
  return site === null && method !== 'GET' && method !== 'HEAD';
}

function serve(request: Request, found: Offer | undefined, download: boolean): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'not-found');
  if (!found) return refuse(404, 'not-found');
  const { path, type, name, tag } = found;
  const attached = download || type === undefined;
  const headers = {
    ...SAFE_HEADERS,
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Disposition': `${attached ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeName(name)}`,
    'Accept-Ranges': 'bytes',
    ETag: tag,
  };
  if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
  const { size } = statSync(path);
  const range = rangeOf(request.headers.get('range'), size);
  if (range === 'none')
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } });
  const { from, to } = range === 'whole' ? { from: 0, to: size - 1 } : range;
  const partial = range === 'whole' ? {} : { 'Content-Range': `bytes ${from}-${to}/${size}` };
  return new Response(request.method === 'HEAD' ? null : bytesOf(path, from, to), {
    status: range === 'whole' ? 200 : 206,
    headers: { ...headers, ...partial, 'Content-Length': String(to - from + 1) },
  });
}

function bytesOf(path: string, from: number, to: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start: from, end: to })) as ReadableStream<Uint8Array>;
}

/** As header values want it: what `encodeURIComponent` leaves of RFC 8187's reserved characters goes too. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}

function json(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: {
      ...SAFE_HEADERS,
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
}

function refuse(status: number, code: string): Response {
  return json(status, { code });
}

function empty(status: number): Response {
  return new Response(null, { status, headers: SAFE_HEADERS });
}
