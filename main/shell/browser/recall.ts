import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../durable-file.ts';
import type { Paths } from '../../ports.ts';

const PATIENCE_MS = 3000;

const Recall = z.object({ port: z.int(), key: z.string() });
const Shown = z.object({ address: z.string() });

export function newRecallKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Leaves word in the data folder where this station can be asked to show itself. Returns what takes it back. */
export function leaveRecall(paths: Paths, recall: z.infer<typeof Recall>): () => void {
  writeDurably(fileIn(paths), Buffer.from(JSON.stringify(recall)));
  return () => rmSync(fileIn(paths), { force: true });
}

/** Asks the station that runs on this data folder to show itself; answers a fresh address, if it could be reached. */
export async function recallStation(paths: Paths): Promise<string | undefined> {
  try {
    // What a killed station has left leads nowhere, or to a stranger, who learns a key that opens nothing.
    const { port, key } = Recall.parse(JSON.parse(readFileSync(fileIn(paths), 'utf8')));
    const answer = await fetch(`http://127.0.0.1:${port}/show`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return Shown.parse(await answer.json()).address;
  } catch {
    return undefined;
  }
}

function fileIn(paths: Paths): string {
  return path.join(paths.data, 'station.recall');
}
