/**
 * Removes or archives a channel in a process of its own. With a number it ends itself at that step, as a power cut would;
 * with a folder it puts into it, by the number of each step, what a cut would leave there.
 */
import { cpSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../clock.ts';
import type { Database, Statement } from '../../db/database.ts';
import { lateLetter } from './before-the-cut.ts';
import { HEIR, OLD, openShop, RITA } from './shop.ts';

const STDOUT = 1;
const [folder, what, cut] = process.argv.slice(2);
const copies = Number.isNaN(Number(cut));
let steps: number | undefined;

function reached(where: string): void {
  if (steps === undefined) return;
  steps += 1;
  // Nothing else runs in this process, so the files are those that its end would leave to the next one.
  if (copies) cpSync(folder!, path.join(cut!, String(steps)), { recursive: true });
  writeSync(STDOUT, `${steps} ${where}\n`);
  if (copies || steps !== Number(cut)) return;
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Every write, and the beginning and end of every transaction, is a step. */
function watched(db: Database): Database {
  return {
    ...db,
    statement<P extends readonly (string | number | null | Uint8Array)[], R>(
      name: string,
      sql: string,
    ): Statement<P, R> {
      const statement = db.statement<P, R>(name, sql);
      return {
        ...statement,
        run(...values: P) {
          reached(name);
          return statement.run(...values);
        },
      };
    },
    transaction(name, work) {
      reached(`begin ${name}`);
      const result = db.transaction(name, work);
      reached(`end ${name}`);
      return result;
    },
  };
}

const shop = await openShop(folder!, systemClock, { database: watched, reached });
shop.start();
// Decrypted while the channel was closed: only the keys file has it.
shop.drivers.link(OLD, { journal: [lateLetter] });
steps = 0;
if (what === 'archive') await shop.removal.archive({ channelId: OLD, user: RITA });
else await shop.removal.remove({ channelId: OLD, into: HEIR, user: RITA });
while (shop.rows('SELECT * FROM removal').length > 0) await pause(5);
writeSync(STDOUT, 'done\n');
process.exit();
