import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { startLife } from '../inbox/testing/life.ts';
import { createRing } from '../inbox/testing/ring.ts';
import { says } from '../inbox/testing/wire.ts';

const KILLS = 25;
const AT_ONCE = 6;
const chance = (share: number) => Math.random() < share;

test(`ST-2 what was queued goes out, in order and once, through ${KILLS} kills at any moment`, async ({
  signal,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-crash-'));
  const file = path.join(folder, 'station.sqlite');
  const station = await createRing({ file });
  await station.heard.messages(1, [says('oi')]);
  station.close();

  /** Pressed send, in order; the window keeps the nonce until it is answered. */
  const pressed: string[] = [];
  const queued = new Set<string>();
  /** What reached WhatsApp, in order of its first arrival. */
  const arrived = new Map<string, string>();
  /** Receipts that the station has stored: nothing of these may be sent ever again. */
  const noted = new Set<string>();
  const sentAfterProof: string[] = [];

  /** One life of the station; one that may not die goes on until everything is proven. */
  async function live(mayDie: boolean): Promise<void> {
    // A test whose time is over must not go on beside its second try.
    signal.throwIfAborted();
    const life = startLife('../../outbox/testing/outbox-life.ts', [file]);
    let dead = false;
    let lost = false;
    const die = () => {
      dead = true;
      life.kill();
    };
    const begin = () => {
      // The receipts that waited at the server come before the word that all has come.
      for (const waId of arrived.keys()) if (!noted.has(waId)) life.say(`receipt ${waId}`);
      life.say('caught-up');
      if (mayDie) pressed.push(...Array.from({ length: AT_ONCE }, () => randomUUID()));
      for (const nonce of pressed) if (!queued.has(nonce)) life.say(`queue ${nonce}`);
    };
    const transmit = (waId: string, nonce: string) => {
      if (noted.has(waId)) sentAfterProof.push(waId);
      // With the process dies what was still in its socket: one message and all behind it.
      lost ||= dead && chance(0.5);
      if (lost) return;
      arrived.set(waId, nonce);
      life.say(`receipt ${waId}`);
    };
    for await (const line of life.lines()) {
      const [what, first, second] = line.split(' ');
      if (what === 'ready') begin();
      if (what === 'queued') queued.add(first!);
      if (what === 'send') transmit(first!, second!);
      if (what === 'noted') noted.add(first!);
      // With nothing left to say, a life that chance has spared would go on for ever.
      if (noted.size === pressed.length || (mayDie && chance(0.15))) die();
    }
    await life.ended();
  }

  for (let kill = 0; kill < KILLS; kill += 1) await live(true);
  await live(false);

  expect(sentAfterProof).toEqual([]);
  expect([...arrived.values()]).toEqual(pressed);
  const handle = new SQLite(file, { readonly: true });
  const ours = handle
    .prepare('SELECT status, count(*) AS n FROM message WHERE from_me = 1 GROUP BY status')
    .all();
  expect(ours).toEqual([{ status: 'delivered', n: pressed.length }]);
  expect(handle.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok');
  handle.close();
  rmSync(folder, { recursive: true });
}, 180_000);
