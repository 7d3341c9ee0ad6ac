import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Visit } from './lan-server.ts';
import type { Action, Page } from './page.ts';
import type { Peers } from './peers.ts';
import { script } from './site/script.ts';
import { style } from './site/style.ts';

interface RouterOptions {
  /** The page with this secret; it takes the same time whether there is one or not. */
  readonly find: (secret: string) => Page | undefined;
  readonly renderHtml: (page: Page) => string;
  readonly peers: Peers;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly visit: Visit;
}

type Route = (page: Page, exchange: Exchange) => void | Promise<void>;

/** `/<secret>/<name>`: there is no other path. */
const PATH = /^\/([\w-]{1,64})\/([a-z.]{1,16})$/;
/** What browsers ask of every site by themselves: nobody's guess. */
const ICON = /^\/(favicon\.ico|apple-touch-icon[\w-]*\.png)$/;
const MAX_BODY_BYTES = 1024;

const HEADERS = new Map([
  ['Cache-Control', 'no-store'],
  [
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  ],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Connection', 'close'],
]);

const Nothing = z.strictObject({});
const NumberForCode = z.strictObject({ number: z.string().max(40) });

/** Answers requests of the LAN: what it does not know, it answers with nothing. */
export function createRouter({ find, renderHtml, peers }: RouterOptions) {
  const routes = new Map<string, Route>([
    ['GET qr', (page, { response }) => send(response, 'text/html; charset=utf-8', renderHtml(page))],
    ['GET page.js', (_page, { response }) => send(response, 'text/javascript; charset=utf-8', script)],
    ['GET page.css', (_page, { response }) => send(response, 'text/css; charset=utf-8', style)],
    ['GET state', (page, { response }) => sendJson(response, page.view())],
    ['GET events', follow],
    ['POST reset', action(Nothing, () => ({ kind: 'reset' }))],
    ['POST renew', action(Nothing, () => ({ kind: 'renew' }))],
    [
      'POST code',
      action(NumberForCode, ({ number }) => ({ kind: 'code', number: number.replace(/\D/g, '') })),
    ],
  ]);

  return async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    visit: Visit,
  ): Promise<void> {
    response.sendDate = false;
    response.setHeaders(HEADERS);
    const verdict = peers.verdict(visit.peer);
    if (verdict === 'banned') return void request.socket.destroy();
    if (verdict === 'too-fast') return sendNothing(response, 429);
    // Two of them, joined, are nobody's.
    const host = request.headersDistinct['host']?.join() ?? '';
    if (!visit.hosts.has(host)) return sendNothing(response, 421);

    const url = request.url ?? '';
    const [, secret = '', name = ''] = PATH.exec(url) ?? [];
    const page = find(secret);
    if (page === undefined && !ICON.test(url)) peers.wrongTry(visit.peer);
    const route = routes.get(`${request.method} ${name}`);
    if (page === undefined || route === undefined) return sendNothing(response, 404);
    return route(page, { request, response, visit });
  };
}

function follow(page: Page, { response, visit }: Exchange): void {
  if (!page.hasRoom) return sendNothing(response, 503);
  visit.keepUntil(page.expiresAt);
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  page.watch(response);
}

function action<Body>(schema: z.ZodType<Body>, toAction: (body: Body) => Action): Route {
  return async (page, { request, response }) => {
    const refusal = page.linked ? 404 : refusalOfPost(request);
    if (refusal !== undefined) return sendNothing(response, refusal);
    const body = schema.safeParse(parseJson(await text(request)));
    if (!body.success) return sendNothing(response, 400);
    const outcome = await page.act(toAction(body.data));
    if (outcome.kind === 'done') return sendNothing(response, 204);
    return sendJson(response, { message: outcome.message }, outcome.kind === 'too-soon' ? 429 : 422);
  };
}

/** The status to refuse a POST with: it must come from our own page, as short JSON. */
function refusalOfPost({ headers }: IncomingMessage): number | undefined {
  if (headers.origin !== `http://${headers.host}`) return 403;
  if ((headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') return 403;
  if (headers['content-type'] !== 'application/json') return 415;
  // Node holds the sender to the length that was announced, so it must be.
  if (headers['content-length'] === undefined) return 411;
  return Number(headers['content-length']) > MAX_BODY_BYTES ? 413 : undefined;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, type: string, body: string, status = 200): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.end(body);
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  send(response, 'application/json', JSON.stringify(body), status);
}

function sendNothing(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
