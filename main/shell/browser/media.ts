import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MediaCaller, ServeMedia } from '../../media/server.ts';
import { pathOf } from './answer.ts';

/** Only what the station itself gives out: ids and words, so that no dots are there to be resolved. */
const MEDIA_PATH = /^\/media\/[\w/-]+$/;

export function isMediaPath(request: IncomingMessage): boolean {
  return MEDIA_PATH.test(pathOf(request));
}

/** Carries a request for a file between Node's server and the station. */
export async function carryMedia(
  request: IncomingMessage,
  response: ServerResponse,
  serve: ServeMedia,
  caller: MediaCaller,
): Promise<void> {
  const answer = await serve(asRequest(request, caller.origin), caller);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  // What is refused half-way is read to its end all the same, or the page would only see a line that broke.
  request.resume();
  if (!answer.body) {
    response.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(answer.body), response);
  } catch (error) {
    // A film that one jumps in, a picture that one scrolls past.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function asRequest(request: IncomingMessage, origin: string): Request {
  const { method = 'GET', url = '/' } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const hasBody = method === 'POST';
  return new Request(new URL(url, origin), {
    method,
    headers,
    ...(hasBody && {
      body: ReadableStream.from(request.iterator({ destroyOnReturn: false })),
      duplex: 'half',
    }),
  });
}
