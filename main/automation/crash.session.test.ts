import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { startLife } from '../inbox/testing/life.ts';

const KILLS = 10;
const AT_ONCE = 4;
const chance = (share: number) => Math.random() < share;

test(`ST-2, MS-1 who writes is greeted once, with its reason, through ${KILLS} kills around the greeting`, async ({
  signal,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-crash-'));
  const file = path.join(folder, 'station.sqlite');

  /** Their numbers by the ids of their messages; WhatsApp delivers what is not stored again. */
  const wrote = new Map<string, string>();
  const stored = new Set<string>();
  /** What reached WhatsApp: id → number. It knows a message by its id, however often it is sent. */
  const arrived = new Map<string, string>();
  const noted = new Set<string>();
  const sentAfterProof: string[] = [];

  async function live(mayDie: boolean): Promise<void> {
    // A test whose time is over must not go on beside its second try.
    signal.throwIfAborted();
    const life = startLife('../../automation/testing/robot-life.ts', [file]);
    let dead = false;
    let lost = false;
    const begin = () => {
      for (const [waId, number] of arrived) if (!noted.has(waId)) life.say(`receipt ${waId} ${number}`);
      life.say('caught-up');
      const more = mayDie ? AT_ONCE : 0;
      for (let count = 0; count < more; count += 1) {
        const n = String(wrote.size).padStart(4, '0');
        wrote.set(`3A00000000000000${n}`, `551190000${n}`);
      }
      for (const [waId, number] of wrote) if (!stored.has(waId)) life.say(`says ${waId} ${number}`);
    };
    for await (const line of life.lines()) {
      const [what, waId, number] = line.split(' ');
      if (what === 'ready') begin();
      if (what === 'stored') stored.add(waId!);
      if (what === 'send') {
        if (noted.has(waId!)) sentAfterProof.push(waId!);
        // With the process dies what was still in its socket: one message and all behind it.
        lost ||= dead && chance(0.5);
        if (!lost) {
          arrived.set(waId!, number!);
          life.say(`receipt ${waId} ${number}`);
        }
      }
      if (what === 'noted') noted.add(waId!);
      // With nothing left to say, a life that chance has spared would go on for ever.
      if (!dead && (noted.size === wrote.size || (mayDie && chance(0.15)))) {
        dead = true;
        life.kill();
      }
    }
    await life.ended();
  }

  for (let kill = 0; kill < KILLS; kill += 1) await live(true);
  await live(false);

  expect(sentAfterProof).toEqual([]);
  expect([...arrived.values()].sort()).toEqual([...wrote.values()].sort());
  const handle = new SQLite(file, { readonly: true });
  const greeted = handle
    .prepare(
      `SELECT d.rule, m.status, count(*) AS n, count(DISTINCT m.conversation_id) AS contacts
       FROM message m JOIN decision d ON d.message_id = m.id WHERE m.origin = 'robot' GROUP BY 1, 2`,
    )
    .all();
  expect(greeted).toEqual([{ rule: 'started', status: 'delivered', n: wrote.size, contacts: wrote.size }]);
  expect(handle.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok');
  handle.close();
  rmSync(folder, { recursive: true });
}, 240_000);
