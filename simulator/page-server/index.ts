import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Network } from '../index.ts';
import { createPerformer } from './actions.ts';
import { createLive } from './live.ts';
import type { Language } from '../demonstration.ts';
import { createRoutes } from './routes.ts';
import { draw } from './sight.ts';
import type { Scene } from './views.ts';

export interface PageOptions {
  readonly lang: Language;
  /** Where the built page lies. */
  readonly folder: URL;
}

/** The page with the phone, its camera and the customers. */
export interface Page {
  /** Whoever knows it can play every part; it is different at each start. */
  readonly url: string;
  /** What stands in front of the phone's camera from now on. */
  see(qr: string | undefined): void;
  close(): Promise<void>;
}

export async function startPage(network: Network, { lang, folder }: PageOptions): Promise<Page> {
  const scene: Scene = { network, networkUp: true, sight: undefined, calls: new Map() };
  const live = createLive(scene);
  const secret = randomBytes(24).toString('base64url');
  const routes = createRoutes({ scene, live, perform: createPerformer(scene), lang, folder, secret });
  const server = createServer(routes);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/${secret}/`,
    see(qr) {
      if (qr === scene.sight?.qr) return;
      scene.sight = qr === undefined ? undefined : { qr, picture: draw(qr) };
      live.changed();
    },
    async close() {
      live.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
