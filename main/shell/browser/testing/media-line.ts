import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach } from 'vitest';
import { WebSocket } from 'ws';
import { createRing, RITA, type Ring } from '../../../inbox/testing/ring.ts';
import { useTempFolder } from '../../../testing/temp-folder.ts';
import { openServer, type StationServer } from '../server.ts';

/** A window's line to the files of a station, over the real server, one for each test of the file. */
export interface MediaLine {
  readonly folder: () => string;
  readonly ask: (url: string, init?: RequestInit) => Promise<Response>;
  readonly stage: (body: string | Uint8Array<ArrayBuffer>) => Promise<Response>;
  readonly unlock: () => Promise<void>;
}

export function mediaLineForEach(): MediaLine {
  const folder = useTempFolder();
  let ring: Ring;
  let server: StationServer;
  let cookie = '';

  beforeEach(async () => {
    ring = await createRing({ file: path.join(folder(), 'station.sqlite') });
    mkdirSync(path.join(folder(), 'renderer'));
    server = await openServer({
      root: path.join(folder(), 'renderer'),
      station: {
        dispatch(_name, _input, window) {
          window.user = RITA;
          return Promise.resolve({ ok: true, value: undefined });
        },
        subscribe: () => () => {},
        serveMedia: ring.serveMedia,
      },
      log: pino({ level: 'silent' }),
      recall: { key: '', show: () => '' },
    });
    const token = new URL(server.address()).hash.slice(1);
    cookie = '';
    const entered = await ask('/session', { method: 'POST', body: JSON.stringify({ token }) });
    cookie = String(entered.headers.get('set-cookie')).split(';', 1)[0]!;
  });
  afterEach(async () => {
    await server.close();
    ring.close();
  });

  const origin = () => `http://127.0.0.1:${server.port}`;
  const ask = (url: string, init: RequestInit = {}) =>
    fetch(`${origin()}${url}`, {
      ...init,
      headers: { origin: origin(), cookie, ...(init.headers as Record<string, string>) },
    });

  return {
    folder,
    ask,
    stage: (body) => ask('/media/staged', { method: 'POST', body, headers: { 'x-file-name': 'nota.txt' } }),
    unlock() {
      const socket = new WebSocket(`${origin().replace('http', 'ws')}/station`, {
        headers: { origin: origin(), cookie },
      });
      return new Promise((resolve, reject) => {
        socket.once('error', reject);
        socket.once('open', () => socket.send(JSON.stringify({ id: 1, name: 'session.unlock' })));
        socket.once('message', () => {
          socket.close();
          resolve();
        });
      });
    },
  };
}
