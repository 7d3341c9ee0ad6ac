import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Answer {
  readonly status: number;
  readonly body?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `code` is what the page has words for. */
export function refuse(status: number, code: string): Answer {
  return json(status, { code });
}

export function json(status: number, value: unknown): Answer {
  return {
    status,
    body: Buffer.from(JSON.stringify(value)),
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  };
}

export function send(
  response: ServerResponse,
  { status, body, headers }: Answer,
  common: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...common, ...headers, 'Content-Length': body?.length ?? 0 });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Answers a request that will not become a WebSocket. */
export function refuseUpgrade(stream: Duplex, code: string): void {
  const body = JSON.stringify({ code });
  // A peer that keeps its own end open would keep the server from closing.
  stream.once('finish', () => stream.destroy());
  stream.end(
    [
      'HTTP/1.1 403 Forbidden',
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
}

export function pathOf(request: IncomingMessage): string {
  // Not the URL class: it would resolve the dots that are to be refused.
  return request.url?.split(/[?#]/, 1)[0] ?? '/';
}

export function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = request.headers.cookie?.split(';').map((pair) => pair.trim()) ?? [];
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The body as JSON; `undefined` when it is none or longer than `maxBytes`. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
