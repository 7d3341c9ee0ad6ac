import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createRing } from '../inbox/testing/ring.ts';
import { says } from '../inbox/testing/wire.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { openDatabase } from './open.ts';

/** A disk of its own, small enough to be filled to the last byte; only root may make one. */
const disk = mkdtempSync(path.join(tmpdir(), 'balcao-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
const file = path.join(disk, 'station.sqlite');
const ballast = path.join(disk, 'ballast');

function fill(leaving = 0): void {
  rmSync(ballast, { force: true });
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - leaving));
}

const open = () =>
  openDatabase({
    paths: { database: file, backups: path.join(disk, 'backups') },
    clock: createManualClock(),
    log: pino({ level: 'silent' }),
  });

beforeEach(() => rmSync(ballast, { force: true }));
afterAll(() => {
  if (mounted) spawnSync('umount', ['--lazy', disk]);
  rmSync(disk, { recursive: true });
});

test.runIf(mounted)(
  'ST-2 a disk without room for a new station is told as such, and starts once there is',
  async () => {
    for (const leaving of [0, 4_096, 8_192, 65_536]) {
      fill(leaving);
      await expect(open()).rejects.toMatchObject({ code: 'disk-full' });
    }
    rmSync(ballast);
    (await open()).close();
  },
);

test.runIf(mounted)(
  'ST-2 a disk that fills up under a running station loses nothing that comes',
  async () => {
    const ring = await createRing({ file });
    await ring.heard.messages(1, [says('antes')]);
    fill();
    // More than fits into what the files have already.
    const letters = Array.from({ length: 300 }, (_, n) => says(`durante ${n} ${'x'.repeat(1_000)}`));
    let waiting = true;
    const stored = ring.heard.messages(1, letters).finally(() => (waiting = false));
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    expect(waiting).toBe(true);
    rmSync(ballast);
    ring.clock.advance(5_000);
    expect(await stored).toEqual(letters);
    const { rows } = await ring.call('inbox.list', { limit: 10 });
    expect(rows).toMatchObject([{ unread: 301 }]);
    ring.close();
  },
);
