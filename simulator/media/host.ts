import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server as HttpsServer } from 'node:https';
import { Readable } from 'node:stream';
import type { Timers } from '../base/clock.ts';
import type { Charges } from '../server/charges.ts';
import { sha256 } from '../wire/crypto.ts';
import type { TlsIdentity } from './certificate.ts';
import type { MediaStore } from './store.ts';

export interface MediaHostParts {
  readonly identity: TlsIdentity;
  readonly store: MediaStore;
  readonly charges: Charges;
  readonly timers: Timers;
  readonly reachable: () => boolean;
}

/** The HTTPS server to which clients upload media and from which they fetch it. */
export function createMediaHost({
  identity,
  store,
  charges,
  timers,
  reachable,
}: MediaHostParts): HttpsServer {
  async function upload(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const announced = url.pathname.split('/').at(-1) ?? '';
    const fault = charges.take('upload');
    if (fault !== undefined) refuse(response, fault);
    else if (url.searchParams.get('auth') !== store.auth) refuse(response, 401);
    else if (sha256(bytes).toString('base64url') !== announced) refuse(response, 400);
    else {
      const path = store.put(bytes);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ url: `https://${store.host}${path}`, direct_path: path }));
    }
  }

  function download(response: ServerResponse, url: URL): void {
    const fault = charges.take('download');
    const bytes = store.get(url.pathname);
    if (typeof fault === 'number') refuse(response, fault);
    else if (!bytes) refuse(response, 404);
    else if (typeof fault === 'object') timers.after(fault.slowMs, () => serve(response, bytes));
    else if (fault === 'cut') breakOff(response, bytes);
    else if (fault === 'endless')
      Readable.from(endless(bytes))
        .on('error', () => {})
        .pipe(response);
    else serve(response, fault === 'corrupt' ? corrupted(bytes) : bytes);
  }

  return createServer({ key: identity.keyPem, cert: identity.certificatePem }, (request, response) => {
    const url = new URL(request.url ?? '/', `https://${store.host}`);
    if (!reachable()) request.socket.destroy();
    else if (request.method === 'GET') download(response, url);
    else if (request.method === 'POST') upload(request, response, url).catch(() => response.destroy());
    else refuse(response, 405);
  });
}

function serve(response: ServerResponse, bytes: Buffer): void {
  response.setHeader('content-type', 'application/octet-stream');
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

/** Half of what was announced. */
function breakOff(response: ServerResponse, bytes: Buffer): void {
  response.setHeader('content-length', bytes.length);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

function* endless(bytes: Buffer): Generator<Buffer> {
  for (;;) yield bytes;
}

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

/** As long as the right one, but another file. */
function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let i = 0; i < Math.min(64, copy.length); i++) copy[i] = (copy[i] ?? 0) ^ 0x5a;
  return copy;
}
