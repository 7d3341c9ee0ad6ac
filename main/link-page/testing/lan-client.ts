import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { View } from '../view.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Question {
  readonly method?: string;
  /** Instead of the address's own path, as it is. */
  readonly path?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
  /** Which device asks: any 127.x.y.z is one. */
  readonly from?: string;
}

/** Rejects with `ECONNREFUSED` when nobody listens and with `ECONNRESET` when the connection is dropped. */
export function ask(url: string, question: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = begin(url, question).on('error', reject);
    asked.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.end(question.body);
  });
}

/** A press of a button as our page sends it. */
export function press(url: string, action: string, body: object = {}, from?: string): Promise<Answer> {
  const { origin } = new URL(url);
  return ask(sibling(url, action), {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
    body: JSON.stringify(body),
    ...(from !== undefined && { from }),
  });
}

/** Sends these bytes and no more; resolves to all that came back once the connection is closed. */
export function sendRaw(url: string, bytes: string, from = '127.0.0.1'): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let received = '';
    const socket = connect({ host: hostname, port: Number(port), localAddress: from });
    socket.setEncoding('utf8').on('data', (text: string) => (received += text));
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
    socket.write(bytes);
  });
}

interface Stream {
  readonly status: number;
  /** The next event that has come, or comes. */
  next(): Promise<View | { readonly phase: 'ended' }>;
  readonly closed: Promise<void>;
  leave(): void;
}

/** Follows the page as its script does. */
export function follow(url: string, from?: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = begin(sibling(url, 'events'), from === undefined ? {} : { from }).on('error', reject);
    asked.on('response', (response) => resolve(readStream(asked, response)));
    asked.end();
  });
}

export function sibling(url: string, name: string): string {
  return new URL(name, url).href;
}

function begin(
  url: string,
  { method = 'GET', path, headers = {}, from = '127.0.0.1' }: Question,
): ClientRequest {
  const { hostname, port, pathname } = new URL(url);
  return request({
    hostname,
    port,
    path: path ?? pathname,
    method,
    headers,
    localAddress: from,
    agent: false,
  });
}

function readStream(asked: ClientRequest, response: IncomingMessage): Stream {
  const events: View[] = [];
  const waiting: ((view: View) => void)[] = [];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      if (!block.startsWith('data: ')) continue;
      const view = JSON.parse(block.slice('data: '.length)) as View;
      const waiter = waiting.shift();
      if (waiter) waiter(view);
      else events.push(view);
    }
  });
  const closed = new Promise<void>((resolve) => response.on('close', () => resolve()));
  response.on('error', () => {});
  return {
    status: response.statusCode ?? 0,
    next() {
      const event = events.shift();
      return event ? Promise.resolve(event) : new Promise((resolve) => waiting.push(resolve));
    },
    closed,
    leave: () => asked.destroy(),
  };
}
