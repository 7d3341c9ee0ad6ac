import { existsSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../clock.ts';
import { compose, type RunningStation } from '../compose.ts';
import { startDemonstration } from '../demo.ts';
import type { Ports } from '../ports.ts';
import { places } from './places.ts';
import type { Boot } from './shell.ts';
import { StartError } from './start-error.ts';

export interface Running {
  readonly station: RunningStation;
  /** In the demonstration: the page of the simulated phone. */
  readonly phonePage: string | undefined;
  close(): Promise<void>;
}

/** The station with what a shell brings, on the real network or the one that was asked for. */
export async function runStation(
  { args, paths, log, preferences, version }: Boot,
  brought: Pick<Ports, 'shell' | 'secrets' | 'notify'>,
): Promise<Running> {
  if (!existsSync(path.join(places.renderer, 'index.html'))) {
    throw new StartError('window-files-missing', { folder: places.renderer });
  }
  const { language } = preferences.get();
  const demonstration = args.demo ? await startDemonstration({ paths, language, log }) : undefined;
  const network = demonstration?.network ?? args.network;
  const station = await compose(
    { ...brought, paths, clock: systemClock, log, demo: args.demo, ...(network && { network }) },
    { preferences, version, checked: process.env['NODE_ENV'] === 'test' },
  );
  demonstration?.watch(station);
  return {
    station,
    phonePage: demonstration?.pageUrl,
    async close() {
      await station.close();
      await demonstration?.close();
    },
  };
}
