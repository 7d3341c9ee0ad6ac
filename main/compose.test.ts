import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { calls, type CallName, type Reply } from '../preload/contract.ts';
import type { Channel, Session } from '../preload/entities.ts';
import type { BusEvent } from './api/bus.ts';
import type { WindowSession } from './api/handler.ts';
import { pathsIn, prepareDataFolder } from './boot/data-folder.ts';
import { startErrorOf } from './boot/start-error.ts';
import { compose, type RunningStation } from './compose.ts';
import type { Notifier } from './ports.ts';
import { openPreferences } from './settings/preferences.ts';
import { openKeyFile } from './shell/key-file.ts';
import { samples } from './testing/contract-samples.ts';
import { createFakeDrivers, type FakeDriver } from './testing/fake-driver.ts';
import { createManualClock, type ManualClock } from './testing/manual-clock.ts';
import { layDatabase } from './testing/new-database.ts';
import { useTempFolder } from './testing/temp-folder.ts';
import { createPins } from './users/pin.ts';

const ofEach = useTempFolder();
const faults: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => faults.push(line) });

let clock: ManualClock;
let station: RunningStation;
let drivers: ReturnType<typeof createFakeDrivers>;
let window: WindowSession;
const notify = {
  message: vi.fn<Notifier['message']>(),
  phone: vi.fn<Notifier['phone']>(),
  badge: vi.fn<Notifier['badge']>(),
};

async function start(stored: Readonly<Record<string, FakeDriver['holds']>> = {}, folder = ofEach()) {
  const paths = pathsIn(folder);
  prepareDataFolder(paths);
  drivers = createFakeDrivers(stored);
  const secrets = openKeyFile(path.join(folder, 'secret.key'), { keys: paths.keys, sealedDataExists: false });
  station = await compose(
    { paths, clock, secrets, notify, log, shell: 'browser', demo: false },
    {
      preferences: await openPreferences({ folder, log }),
      version: '0.1.0',
      checked: true,
      createDriver: drivers.factory,
      pins: createPins({ cost: 2 }),
    },
  );
  window = { user: undefined };
}

async function startAnew(folder = ofEach()) {
  vi.clearAllMocks();
  faults.length = 0;
  clock = createManualClock();
  await layDatabase(pathsIn(folder).database);
  await start({}, folder);
}

async function ask<T>(name: CallName, input?: unknown): Promise<T> {
  const reply = (await station.dispatch(name, input, window)) as Reply<T>;
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

const setUp = () =>
  ask<Session>('session.setup', { shopName: 'Padaria Aurora', managerName: 'Marta', pin: '4821' });
const createChannel = () =>
  ask<Channel>('channels.create', { name: 'Recepção', slug: 'recepcao', method: 'linked-device' });

/** What a page may send that is no longer ours: each part of a valid question, replaced by each of these. */
const JUNK: readonly unknown[] = [
  undefined,
  null,
  -1,
  1.5,
  8_640_000_000_000_001,
  Number.MAX_SAFE_INTEGER,
  '',
  '\0',
  '\ud800',
  '9999-99-99',
  `NEAR(" OR * {{${' '.repeat(70_000)}`,
  [],
  {},
];

function* spoilt(value: unknown): Generator {
  yield* JUNK;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    for (const other of spoilt(part)) {
      if (Array.isArray(value)) yield value.with(Number(key), other);
      else yield { ...value, [key]: other };
    }
  }
}

describe('every call of a station with a manager and a channel', () => {
  const folder = useTempFolder('all');
  let stations = 0;
  const begin = async () => {
    await startAnew(path.join(folder(), `${(stations += 1)}`));
    await setUp();
    await createChannel();
  };
  beforeAll(begin);
  afterAll(() => station.close());

  test.each(Object.keys(calls) as CallName[])('%s is served or refused, and never fails', async (name) => {
    const reply = await station.dispatch(name, samples[name].valid, window);
    expect(reply).not.toMatchObject({ error: { code: 'internal' } });
    expect(faults).toEqual([]);
    // One that takes away what the next are about has had its station.
    const next = await station.dispatch('channels.list', undefined, window);
    if (next.ok && (next.value as { channels: unknown[] }).channels.length > 0) return;
    await station.close();
    await begin();
  });
});

describe('a station', () => {
  beforeEach(() => startAnew());
  afterEach(() => station.close());

  test('whatever a window asks is answered or refused, and nothing fails within', async () => {
    await setUp();
    await createChannel();
    const { events, asked } = drivers.driver('recepcao');
    const chat = [{ kind: 'pn', value: '5511987654321' }] as const;
    const content = { kind: 'text', text: 'Bom dia!' } as const;
    events.messages([{ waId: 'A1', chat, fromMe: false, at: clock.now(), arrival: 'live', content }]);
    await vi.waitFor(() => expect(asked.confirm).toHaveBeenCalled());
    for (const name of Object.keys(calls) as CallName[]) {
      // What these take away is what the others ask about.
      if (name === 'channels.remove' || name.startsWith('users.')) continue;
      for (const input of spoilt(samples[name].valid)) {
        const reply = await station.dispatch(name, input, window);
        if (!reply.ok) expect([name, input, reply.error.code]).not.toContain('internal');
        window.user ??= { id: 1, name: 'Marta', role: 'manager' };
      }
    }
    expect(faults).toEqual([]);
  });

  test('a message goes round: from the driver to the store, the window and the notice', async () => {
    await setUp();
    const { id: channelId } = await createChannel();
    const heard: BusEvent[] = [];
    station.subscribe(window, (event) => heard.push(event));
    const driver = drivers.driver('recepcao');
    driver.holds = 'linked';
    driver.events.pairing({ phase: 'linked', number: '5511912345678' });
    driver.events.account({ number: '5511912345678' });
    driver.events.state({ phase: 'connected', since: clock.now(), needsPerson: false });
    driver.events.messages([
      {
        waId: 'A1',
        chat: [{ kind: 'pn', value: '5511987654321' }],
        fromMe: false,
        at: clock.now(),
        pushName: 'Ana',
        arrival: 'live',
        content: { kind: 'text', text: 'Bom dia!' },
      },
    ]);
    await vi.waitFor(() =>
      expect(driver.asked.confirm).toHaveBeenCalledExactlyOnceWith([expect.objectContaining({ waId: 'A1' })]),
    );
    clock.advance(50);
    expect(heard.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['inbox.changed', 'conversation.changed', 'channel.changed']),
    );
    expect(await ask('inbox.list', { limit: 10 })).toMatchObject({
      rows: [{ channelId, unread: 1, preview: 'Bom dia!', contact: { displayName: 'Ana' } }],
      unreadConversations: 1,
    });
    expect(await ask('channels.list')).toMatchObject({ channels: [{ unread: 1 }] });
    expect(notify.badge).toHaveBeenLastCalledWith(1);
    clock.advance(1000);
    expect(notify.message).toHaveBeenCalledExactlyOnceWith({
      title: 'Ana · Recepção',
      body: 'Bom dia!',
      open: expect.any(Function),
    });
  });

  test('after a restart the shop is there, locked, and its channel connects', async () => {
    await setUp();
    await createChannel();
    await station.close();
    await start({ recepcao: 'linked' });
    expect(await ask('session.get')).toMatchObject({ phase: 'locked', lastUserId: 1 });
    expect(drivers.driver('recepcao').asked.connect).toHaveBeenCalledOnce();
    expect(await ask('session.unlock', { userId: 1, pin: '4821' })).toMatchObject({
      shopName: 'Padaria Aurora',
    });
  });

  test('the machine woke up: channels hurry', async () => {
    await setUp();
    await createChannel();
    clock.set(clock.now() + 8 * 3_600_000);
    clock.advance(5_000);
    expect(drivers.driver('recepcao').asked.hurry).toHaveBeenCalledOnce();
  });

  describe('a database that is gone is not begun anew', () => {
    const paths = () => pathsIn(ofEach());
    const everything = () =>
      readdirSync(ofEach(), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .toSorted()
        .map((file) => [file, readFileSync(file, 'base64')]);
    const refusal = () =>
      start().then(
        () => undefined,
        (error: unknown) => startErrorOf(error, paths()).code,
      );
    beforeEach(() => station.close());

    test.each([
      ['absent, with keys of a phone', 'keys/channel-1.keys', () => rmSync(paths().database)],
      ['emptied, with keys of a phone', 'keys/channel-7.keys', () => truncateSync(paths().database)],
      ['absent, with what was written last', 'station.sqlite-wal', () => rmSync(paths().database)],
    ])('%s', async (_what, left, lose) => {
      writeFileSync(path.join(ofEach(), left), 'x');
      lose();
      const before = everything();
      expect(await refusal()).toBe('data-missing');
      expect(everything()).toEqual(before);
    });

    test('without anything else of the station it is a first start', async () => {
      rmSync(paths().database);
      expect(await refusal()).toBeUndefined();
    });

    test('a page that is damaged is told as damage', async () => {
      const bytes = readFileSync(paths().database);
      bytes.fill(0x5a, 4_096);
      writeFileSync(paths().database, bytes);
      expect(await refusal()).toBe('data-damaged');
    });
  });
});
