import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export type ToNetwork =
  | { readonly do: 'scan'; readonly shop: number; readonly qr: string }
  | { readonly do: 'prepare'; readonly shop: number; readonly texts: readonly string[] }
  | { readonly do: 'release'; readonly shop: number };

export type FromNetwork =
  | { readonly did: 'start'; readonly url: string; readonly rootKey: Uint8Array; readonly caPem: string }
  | { readonly did: 'scan' | 'prepare'; readonly ids: readonly string[] };

/** The simulated network in a process of its own, so that its work is nobody's here. */
export interface BenchNetwork {
  readonly url: string;
  readonly rootKey: Uint8Array;
  readonly caPem: string;
  scan(shop: number, qr: string): Promise<void>;
  /** Encrypts the texts for one shop; they arrive, in the order of the ids, on `release`. */
  prepare(shop: number, texts: readonly string[]): Promise<readonly string[]>;
  release(shop: number): void;
  close(): void;
}

/** With a phone for each of so many shops. */
export async function startBenchNetwork(shops: number): Promise<BenchNetwork> {
  const child = fork(path.join(import.meta.dirname, 'network-child.ts'), [String(shops)], {
    execPath: process.execPath,
    execArgv: [],
    serialization: 'advanced',
  });
  const next = async (): Promise<FromNetwork> => {
    const [message] = (await once(child, 'message')) as [FromNetwork];
    return message;
  };
  const started = await next();
  if (started.did !== 'start') throw new Error('the network did not start');
  const ask = async (message: ToNetwork): Promise<readonly string[]> => {
    const answer = next();
    child.send(message);
    const said = await answer;
    return said.did === 'start' ? [] : said.ids;
  };
  return {
    url: started.url,
    rootKey: started.rootKey,
    caPem: started.caPem,
    async scan(shop, qr) {
      await ask({ do: 'scan', shop, qr });
    },
    prepare: (shop, texts) => ask({ do: 'prepare', shop, texts }),
    release: (shop) => void child.send({ do: 'release', shop } satisfies ToNetwork),
    close: () => void child.kill(),
  };
}
