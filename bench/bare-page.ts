import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'vite';
import type { openRaw } from './fixture.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><title>Floor</title>
<style>
  body { margin: 0; font: 15px/1.4 sans-serif }
  #root { display: flex; height: 100vh }
  nav { width: 300px; overflow: auto } nav button { display: block }
  .scroller { flex: 1; overflow: auto }
  .row { position: absolute; top: 0; left: 0; width: 100%; padding: 3px 16px; box-sizing: border-box }
  .bubble { margin: 0; width: fit-content; max-width: 70%; padding: 7px 11px; border-radius: 9px; background: #eee }
  .ours { margin-left: auto; background: #cfe9d8 }
</style><div id="root"></div><script type="module" src="floor.js"></script>`;

/** The floor's page and the probe, built into a folder. */
export async function buildPages(folder: string): Promise<{ floor: string; probe: string }> {
  for (const [name, entry] of [
    ['floor', 'floor.tsx'],
    ['probe', 'probe.ts'],
  ] as const) {
    await build({
      configFile: false,
      logLevel: 'error',
      root: path.join(import.meta.dirname, 'page'),
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        outDir: folder,
        emptyOutDir: false,
        copyPublicDir: false,
        lib: {
          entry: path.join(import.meta.dirname, 'page', entry),
          formats: ['iife'],
          name: 'bench',
          fileName: () => `${name}.js`,
        },
      },
    });
  }
  return { floor: path.join(folder, 'floor.js'), probe: path.join(folder, 'probe.js') };
}

/** Serves it on loopback, with rows as raw better-sqlite3 gives them. */
export async function serveBarePage(
  script: string,
  raw: ReturnType<typeof openRaw>,
  conversations: readonly number[],
): Promise<{ url: string; close: () => void }> {
  const page = raw.prepare<[number, number]>(
    `SELECT id, conversation_id, from_me, origin, kind, other_kind, at, status, failure, body FROM message
     WHERE conversation_id = ? ORDER BY id DESC LIMIT ?`,
  );
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const send = (type: string, body: string | Buffer) => response.setHeader('content-type', type).end(body);
    if (pathname === '/') send('text/html', PAGE);
    else if (pathname === '/floor.js') send('text/javascript', readFileSync(script));
    else if (pathname === '/conversations') send('application/json', JSON.stringify(conversations));
    else if (pathname === '/messages') {
      const many = searchParams.get('all') === '1' ? -1 : 50;
      const rows = page.all(Number(searchParams.get('id')), many).reverse();
      send('application/json', JSON.stringify(rows));
    } else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
