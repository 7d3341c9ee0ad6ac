/** Entry of a session host: makes this thread fit for Baileys, then lets it in. */
import { parentPort, workerData } from 'node:worker_threads';
import type { HostSettings } from '../protocol.ts';
import {
  dissolveJobQueue,
  makeSignaturesCount,
  silenceConsole,
  trustAuthority,
  undoFailedTrials,
  wrapRawKeys,
} from './guards.ts';

const { network } = workerData as HostSettings;
silenceConsole();
makeSignaturesCount();
dissolveJobQueue();
undoFailedTrials();
wrapRawKeys();
if (network?.caPem) trustAuthority(network.caPem);

const { runHost } = await import('./host.ts');
if (parentPort) runHost(parentPort, network?.rootKey);
