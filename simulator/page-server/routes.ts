import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Language } from '../demonstration.ts';
import type { FileAttachment } from '../index.ts';
import { CannotDo, conversation } from './actions.ts';
import { html } from './html.ts';
import type { Live } from './live.ts';
import { pictured } from './pictured.ts';
import { type Action, actionSchema, type Reply } from './protocol.ts';
import type { Scene } from './views.ts';

export interface RouteParts {
  readonly scene: Scene;
  readonly live: Live;
  readonly perform: (action: Action) => Promise<void>;
  readonly lang: Language;
  readonly folder: URL;
  /** The first part of every path. */
  readonly secret: string;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
};

/** What a browser may show by itself; anything else is only for saving. */
const SHOWABLE = /^(image\/(png|jpeg|webp|gif)|(audio|video)\/[\w.+-]+(; codecs=[\w.]+)?)$/;

const MAX_ACTION_BYTES = 1_000_000;
const MAX_FILE_BYTES = 64_000_000;

const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    ...['script', 'style', 'font', 'media', 'connect'].map((what) => `${what}-src 'self'`),
    "img-src 'self' data:",
    ...['base-uri', 'form-action', 'frame-ancestors'].map((what) => `${what} 'none'`),
  ].join('; '),
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Serves the page, and only to itself: no other site may read it or press its buttons. */
export function createRoutes({ scene, live, perform, lang, folder, secret }: RouteParts): RequestListener {
  async function get(path: string, response: ServerResponse): Promise<void> {
    const [first = '', ...rest] = path.split('/');
    if (path === '') answer(response, 'text/html; charset=utf-8', html(lang));
    else if (path === 'news') joinNews(response);
    else if (first === 'file') serveFile(response, rest);
    else if (/^[\w-]+\.\w+$/.test(path)) await serveAsset(response, path);
    else refuse(response, 404);
  }

  function joinNews(response: ServerResponse): void {
    response.setHeader('content-type', 'text/event-stream');
    live.join(response);
  }

  async function serveAsset(response: ServerResponse, name: string): Promise<void> {
    const type = TYPES[name.split('.')[1] ?? ''];
    const bytes = type && (await readFile(new URL(name, folder)).catch(() => undefined));
    if (type && bytes) answer(response, type, bytes);
    else refuse(response, 404);
  }

  function serveFile(response: ServerResponse, [owner, other, id]: string[]): void {
    const people = [...scene.network.phones, ...scene.network.customers];
    const messages = people.find(({ number }) => number === owner)?.messages ?? [];
    const file = messages.find((message) => message.chat === other && message.id === id)?.file;
    if (!file?.bytes) {
      refuse(response, 404);
      return;
    }
    const showable = SHOWABLE.test(file.mimetype);
    if (!showable) response.setHeader('content-disposition', 'attachment');
    answer(response, showable ? file.mimetype : 'application/octet-stream', file.bytes);
  }

  async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = actionSchema.safeParse(parseJson((await bodyOf(request, MAX_ACTION_BYTES)).toString()));
    if (!action.success) refuse(response, 400);
    else await reply(response, () => perform(action.data));
  }

  async function sendFile(
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
  ): Promise<void> {
    const bytes = await bodyOf(request, MAX_FILE_BYTES);
    const mimetype = request.headers['content-type'] ?? 'application/octet-stream';
    const [from = '', to = '', fileName = ''] = ['from', 'to', 'name'].map((name) => query.get(name) ?? '');
    const attachment: FileAttachment = { kind: kindOf(mimetype), bytes, mimetype, fileName };
    await reply(response, async () => conversation(scene, { from, to }).sends(await pictured(attachment)));
  }

  async function reply(response: ServerResponse, job: () => Promise<unknown>): Promise<void> {
    let outcome: Reply = { ok: true };
    try {
      await job();
    } catch (error) {
      outcome = { ok: false, problem: error instanceof CannotDo ? error.problem : 'failed' };
    }
    // The page hears what came of it before it hears that it is done.
    live.flush();
    answer(response, 'application/json', JSON.stringify(outcome));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const origin = `http://127.0.0.1:${request.socket.localPort}`;
    const url = new URL(request.url ?? '/', origin);
    const [, key, ...rest] = url.pathname.split('/');
    const path = rest.join('/');
    if (`http://${request.headers.host}` !== origin || key !== secret) refuse(response, 404);
    else if (request.method === 'GET') await get(path, response);
    else if (request.method !== 'POST' || request.headers.origin !== origin) refuse(response, 403);
    else if (path === 'do') await act(request, response);
    else if (path === 'send') await sendFile(request, response, url.searchParams);
    else refuse(response, 404);
  }

  return (request, response) => {
    serve(request, response).catch(() => response.destroy());
  };
}

function answer(response: ServerResponse, type: string, body: string | Buffer): void {
  response.setHeader('content-type', type);
  response.end(body);
}

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw new Error('more than anybody would send');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function kindOf(mimetype: string): FileAttachment['kind'] {
  const [family] = mimetype.split('/');
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}
