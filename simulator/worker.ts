import { parentPort, workerData } from 'node:worker_threads';
import { castDemonstration, type Language } from './demonstration.ts';
import { startNetwork } from './index.ts';
import { startPage } from './page-server/index.ts';

/** What the demonstration gives the simulator's thread. */
export interface WorkerData {
  readonly stateFile: string;
  readonly seed: number;
  readonly lang: Language;
  /** Of the chat server; the last one used, or any free one, when absent. */
  readonly port?: number;
}

export interface Ready {
  readonly type: 'ready';
  readonly url: string;
  readonly rootKeyHex: string;
  readonly caPem: string;
  readonly mediaHost: string;
  readonly pageUrl: string;
}

export type Command = { readonly type: 'see'; readonly qr: string | undefined } | { readonly type: 'close' };

const port = parentPort;
if (!port) throw new Error('the simulator runs in a worker');

const { lang, ...options } = workerData as WorkerData;
const network = await startNetwork(options);
castDemonstration(network, lang);

const builtHere = !import.meta.url.endsWith('.ts');
const folder = new URL(builtHere ? '../phone/' : '../dist/phone/', import.meta.url);
const page = await startPage(network, { lang, folder });

port.on('message', (command: Command) => {
  if (command.type === 'see') page.see(command.qr);
  else void close();
});

async function close(): Promise<void> {
  await page.close();
  await network.close();
  port?.close();
}

const { url, rootKeyHex, caPem, mediaHost } = network;
port.postMessage({ type: 'ready', url, rootKeyHex, caPem, mediaHost, pageUrl: page.url } satisfies Ready);
