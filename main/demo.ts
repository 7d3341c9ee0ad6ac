import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Language } from '../preload/entities.ts';
import { places } from './boot/places.ts';
import { StartError } from './boot/start-error.ts';
import type { RunningStation } from './compose.ts';
import type { Network, Paths } from './ports.ts';

const START_MS = 30_000;
const STOP_MS = 2_000;
/** The same customers in every demonstration. */
const SEED = 1;

const Ready = z.object({
  type: z.literal('ready'),
  url: z.string(),
  rootKeyHex: z.string().length(64),
  caPem: z.string(),
  pageUrl: z.url(),
});

type Command = { readonly type: 'see'; readonly qr: string | undefined } | { readonly type: 'close' };

/** A simulated WhatsApp on this PC, with a phone and customers, for a station to be tried on (ST-6). */
export interface Demonstration {
  readonly network: Network;
  /** The simulated phone's own page. */
  readonly pageUrl: string;
  /** Shows the phone's camera what stands on the station's screen. */
  watch(station: Pick<RunningStation, 'listen'>): void;
  close(): Promise<void>;
}

export async function startDemonstration({
  paths,
  language,
  log,
  entry = places.simulator,
}: {
  paths: Paths;
  language: Language;
  log: Logger;
  entry?: string;
}): Promise<Demonstration> {
  const stateFile = path.join(paths.data, 'simulator.json');
  const worker = new Worker(entry, { workerData: { stateFile, seed: SEED, lang: language }, execArgv: [] });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  const tell = (command: Command) => worker.postMessage(command);
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('error', (error) => log.error({ err: error }, 'the simulator failed'));
  const ready = await firstWord(worker, gone).catch((error: unknown) => {
    void worker.terminate();
    throw new StartError('simulator-failed', {}, error);
  });

  return {
    network: { url: ready.url, rootKey: Buffer.from(ready.rootKeyHex, 'hex'), caPem: ready.caPem },
    pageUrl: ready.pageUrl,
    watch(station) {
      let shownBy: number | undefined;
      station.listen(({ event, payload }) => {
        if (event !== 'pairing.changed') return;
        const { channelId, pairing } = payload;
        if (pairing.phase !== 'qr' && shownBy !== channelId) return;
        shownBy = pairing.phase === 'qr' ? channelId : undefined;
        tell({ type: 'see', qr: pairing.phase === 'qr' ? pairing.qr : undefined });
      });
    },
    async close() {
      tell({ type: 'close' });
      const timer = setTimeout(() => void worker.terminate(), STOP_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}

async function firstWord(worker: Worker, gone: Promise<void>): Promise<z.infer<typeof Ready>> {
  const ended = gone.then(() => Promise.reject(new Error('the simulator ended')));
  const spoke = once(worker, 'message', { signal: AbortSignal.timeout(START_MS) }) as Promise<[unknown]>;
  const [message] = await Promise.race([spoke, ended]);
  return Ready.parse(message);
}
