import { randomUUID } from 'node:crypto';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { startLife } from '../inbox/testing/life.ts';
import { createRing } from '../inbox/testing/ring.ts';
import { says } from '../inbox/testing/wire.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { messageIdOf } from './message-id.ts';

const KILLS = 15;
const AT_ONCE = 4;
const chance = (share: number) => Math.random() < share;

interface Press {
  readonly what: 'file' | 'react';
  readonly nonce: string;
  /** What it reacts to. */
  readonly messageId: number;
}

const folder = useTempFolder();

test(`ST-2 files and reactions go out whole and once, through ${KILLS} kills at any moment`, async ({
  signal,
}) => {
  const file = path.join(folder(), 'station.sqlite');
  const station = await createRing({ file });
  await station.heard.messages(
    1,
    Array.from({ length: KILLS * AT_ONCE }, (_, n) => says(`${n}`)),
  );
  const targets = station.db
    .statement<[], { id: number }>('test.targets', 'SELECT id FROM message ORDER BY id')
    .all()
    .map(({ id }) => id);
  station.close();

  const pressed: Press[] = [];
  const queued = new Set<string>();
  /** What reached WhatsApp, and what it held. */
  const arrived = new Map<string, string>();
  const noted = new Set<string>();
  const sentAfterProof: string[] = [];

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
      for (const waId of arrived.keys()) if (!noted.has(waId)) life.say(`receipt ${waId}`);
      life.say('caught-up');
      const presses = Array.from({ length: mayDie ? AT_ONCE : 0 }, (): Press => {
        const what = chance(0.5) ? 'file' : 'react';
        return { what, nonce: randomUUID(), messageId: targets.pop()! };
      });
      pressed.push(...presses);
      for (const { what, nonce, messageId } of pressed) {
        if (!queued.has(nonce)) life.say(`${what} ${nonce} ${messageId}`);
      }
    };
    const transmit = (waId: string, held: string) => {
      if (noted.has(waId)) sentAfterProof.push(waId);
      lost ||= dead && chance(0.5);
      if (lost) return;
      arrived.set(waId, held);
      life.say(`receipt ${waId}`);
    };
    for await (const line of life.lines()) {
      const [what, first, second] = line.split(' ');
      if (what === 'ready') begin();
      if (what === 'queued') queued.add(first!);
      if (what === 'send') transmit(first!, second!);
      if (what === 'noted') noted.add(first!);
      // With nothing left to say, a life that chance has spared would go on for ever.
      const done = noted.size === pressed.length && queued.size === pressed.length;
      if (done || (mayDie && chance(0.12))) die();
    }
    await life.ended();
  }

  for (let kill = 0; kill < KILLS; kill += 1) await live(true);
  await live(false);

  expect(sentAfterProof).toEqual([]);
  const expected = pressed.map(({ what, nonce }) => [
    messageIdOf(nonce),
    what === 'file' ? nonce : 'amendment',
  ]);
  expect(Object.fromEntries(arrived)).toEqual(Object.fromEntries(expected));
  const handle = new SQLite(file, { readonly: true });
  const count = (sql: string) => handle.prepare(sql).pluck().get();
  const files = pressed.filter(({ what }) => what === 'file').length;
  expect(count(`SELECT count(*) FROM message WHERE from_me = 1 AND status = 'delivered'`)).toBe(files);
  expect(count(`SELECT count(*) FROM media WHERE state = 'ready'`)).toBe(files);
  expect(count(`SELECT count(*) FROM reaction WHERE emoji = '👍'`)).toBe(pressed.length - files);
  expect(count(`SELECT count(*) FROM own_change WHERE state <> 'done'`)).toBe(0);
  expect(count('SELECT count(*) FROM outbox')).toBe(0);
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(handle.pragma('foreign_key_check')).toEqual([]);
  handle.close();
}, 240_000);
