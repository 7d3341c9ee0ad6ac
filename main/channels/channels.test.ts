import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, ChannelState, User } from '../../preload/entities.ts';
import { createBus, type BusEvent } from '../api/bus.ts';
import type { Handlers } from '../api/handler.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import { createSettings } from '../settings/store.ts';
import { says } from '../inbox/testing/wire.ts';
import { createFakeDrivers, type FakeDriver } from '../testing/fake-driver.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { openTestDatabase } from '../testing/new-database.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { createAudit } from '../users/audit.ts';
import { createUsers } from '../users/store.ts';
import { channelHandlers } from './handlers.ts';
import { createRegistry, type Registry, type Ring } from './registry.ts';
import { createChannels } from './store.ts';
import type { WireMessage } from './wire.ts';

const folder = useTempFolder();
const log = pino({ level: 'silent' });

let clock: ManualClock;
let db: Database;
let registry: Registry;
let handlers: ReturnType<typeof channelHandlers>;
let drivers: ReturnType<typeof createFakeDrivers>;
let heardOnBus: BusEvent[];
let manager: User;
let unread = 0;

type Heard = Ring['heard'];

const ring = {
  heard: {
    messages: vi.fn<Heard['messages']>(() => Promise.resolve([])),
    receipts: vi.fn<Heard['receipts']>(() => Promise.resolve([])),
    contacts: vi.fn<Heard['contacts']>(() => Promise.resolve()),
    typing: vi.fn<Heard['typing']>(),
    blocks: vi.fn<Heard['blocks']>(),
    caughtUp: vi.fn<Heard['caughtUp']>(() => Promise.resolve()),
    connected: vi.fn<Heard['connected']>(),
    disconnected: vi.fn<Heard['disconnected']>(),
  },
  unreadOf: () => unread,
  queuedOf: () => 0,
} satisfies Ring;

/** As after a start on the same data; `stored` is what the drivers find on disk. */
async function start(stored: Readonly<Record<string, FakeDriver['holds']>> = {}) {
  db = await openTestDatabase(path.join(folder(), 'station.sqlite'), clock);
  const users = createUsers(db);
  manager = users.list()[0] ?? users.add({ name: 'Marta', role: 'manager', pinHash: '', at: 0 })!;
  const bus = createBus(clock);
  heardOnBus = [];
  bus.subscribe(
    () => true,
    (event) => heardOnBus.push(event),
  );
  drivers = createFakeDrivers(stored);
  const channels = createChannels(db);
  const phone = { watch: () => undefined, checksOpen: () => 0, seen: () => {} };
  registry = createRegistry({ channels, createDriver: drivers.factory, phone, bus, clock, log });
  handlers = channelHandlers({
    db,
    clock,
    bus,
    channels,
    registry,
    settings: createSettings(db),
    audit: createAudit(db, clock),
    forgetPhone: () => {},
  });
  registry.start(ring);
}

beforeEach(async () => {
  vi.clearAllMocks();
  unread = 0;
  clock = createManualClock();
  await start();
});
afterEach(async () => {
  await registry.close();
  db.close();
});

async function restart(stored: Readonly<Record<string, FakeDriver['holds']>>) {
  await registry.close();
  db.close();
  await start(stored);
}

const call = async <N extends keyof typeof handlers>(name: N, input: Parameters<Handlers[N]>[0]) =>
  (await (handlers[name] as (input: unknown, context: unknown) => unknown)(input, {
    window: { user: manager },
    user: manager,
  })) as Awaited<ReturnType<Handlers[N]>>;
const create = (name: string, slug: string) =>
  call('channels.create', { name, slug, method: 'linked-device' });
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error('not refused', { cause: error });
  return { code: error.code, field: error.field, params: error.params };
};
const heard = () => {
  clock.advance(50);
  return heardOnBus.splice(0);
};
const audited = () =>
  db.statement<[], { action: string; detail: string }>('test', 'SELECT action, detail FROM audit').all();
const connected = (): ChannelState => ({ phase: 'connected', since: clock.now(), needsPerson: false });
const ana = { number: '5511987654321', lid: '123', profileName: 'Padaria' };

function linkAs(slug: string, account = ana) {
  const driver = drivers.driver(slug);
  driver.holds = 'linked';
  driver.events.pairing({ phase: 'linked', number: account.number });
  driver.events.account(account);
  driver.events.state(connected());
  return driver;
}

describe('creating', () => {
  test('a channel begins never linked, and is told to windows and kept', async () => {
    const channel = await create('Recepção', 'recepcao');
    expect(channel).toEqual({
      id: 1,
      slug: 'recepcao',
      name: 'Recepção',
      method: 'linked-device',
      unread: 0,
      queued: 0,
      phoneChecksOpen: 0,
      state: { phase: 'disconnected', reason: 'never-linked', since: clock.now(), needsPerson: true },
    } satisfies Channel);
    expect(heard()).toEqual([{ event: 'channels.listed', payload: {} }]);
    expect(await call('channels.list', undefined)).toEqual({ channels: [channel], limit: 3 });
    expect(audited()[0]?.action).toBe('channel.created');
    await restart({});
    expect(registry.list().map(({ slug }) => slug)).toEqual(['recepcao']);
  });

  test('its name and its ID are its own', async () => {
    await create('Recepção', 'recepcao');
    expect(await refusalOf(create('recepcao', 'outra'))).toMatchObject({ code: 'name-taken', field: 'name' });
    expect(await refusalOf(create('Outra', 'recepcao'))).toMatchObject({ code: 'slug-taken', field: 'slug' });
    expect(registry.list()).toHaveLength(1);
  });

  test('the limit holds, also for two windows at once', async () => {
    await create('Um', 'um');
    await create('Dois', 'dois');
    const results = await Promise.allSettled([create('Três', 'tres'), create('Quatro', 'quatro')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await refusalOf(create('Cinco', 'cinco'))).toEqual({
      code: 'channel-limit',
      field: undefined,
      params: { limit: 3 },
    });
  });

  test('CH-5 a manager sets the limit, every window hears of it, and those beyond it stay', async () => {
    await create('Um', 'um');
    await create('Dois', 'dois');
    heardOnBus.length = 0;
    await call('channels.setLimit', { limit: 1 });
    expect(heard()).toEqual([{ event: 'channels.listed', payload: {} }]);
    expect(await call('channels.list', undefined)).toMatchObject({
      channels: [{ id: 1 }, { id: 2 }],
      limit: 1,
    });
    expect(await refusalOf(create('Três', 'tres'))).toMatchObject({
      code: 'channel-limit',
      params: { limit: 1 },
    });
    await call('channels.setLimit', { limit: 10 });
    expect(await create('Três', 'tres')).toMatchObject({ name: 'Três' });
  });

  test('the official API is not there yet, and says so', async () => {
    const asked = call('channels.create', { name: 'API', slug: 'api', method: 'cloud-api' });
    expect(await refusalOf(asked)).toMatchObject({ code: 'method-unavailable', field: 'method' });
  });

  test('a new name, but not another channel’s', async () => {
    await create('Recepção', 'recepcao');
    await create('Oficina', 'oficina');
    const renamed = await call('channels.rename', { channelId: 2, name: 'Vendas' });
    expect(renamed).toMatchObject({ id: 2, slug: 'oficina', name: 'Vendas' });
    expect(heard()).toContainEqual({ event: 'channel.changed', payload: renamed });
    const taken = call('channels.rename', { channelId: 2, name: 'RECEPÇÃO' });
    expect(await refusalOf(taken)).toMatchObject({ code: 'name-taken', field: 'name' });
    expect(await refusalOf(call('channels.rename', { channelId: 9, name: 'Nova' }))).toMatchObject({
      code: 'channel-not-found',
    });
  });
});

describe('the life of a channel', () => {
  beforeEach(async () => {
    await create('Recepção', 'recepcao');
    heard();
  });

  test('what the driver says of it is what windows see', () => {
    const { events } = linkAs('recepcao');
    const connectedSince = clock.now();
    expect(registry.get(1)).toMatchObject({
      number: '5511987654321',
      profileName: 'Padaria',
      linkedAt: connectedSince,
      state: { phase: 'connected', since: connectedSince },
    });
    expect(heard().map(({ event }) => event)).toEqual(['pairing.changed', 'channel.changed']);
    clock.advance(60_000);
    events.state({
      phase: 'connecting',
      reason: 'offline',
      since: clock.now(),
      needsPerson: false,
      retryAt: 9,
    });
    expect(heard()).toMatchObject([{ payload: { state: { reason: 'offline', retryAt: 9 } } }]);
    expect(ring.heard.connected).toHaveBeenCalledExactlyOnceWith(1);
    expect(ring.heard.disconnected).toHaveBeenCalledExactlyOnceWith(1);
  });

  test('after a start, what is linked connects by itself', async () => {
    await create('Oficina', 'oficina');
    linkAs('recepcao');
    await restart({ recepcao: 'linked' });
    expect(drivers.driver('recepcao').asked.connect).toHaveBeenCalledOnce();
    expect(drivers.driver('oficina').asked.connect).not.toHaveBeenCalled();
    expect(registry.get(1).state).toMatchObject({ phase: 'connecting', reason: 'starting' });
    expect(registry.get(2).state).toMatchObject({ phase: 'disconnected', reason: 'never-linked' });
  });

  test('damaged, missing and unlinked keys are told apart, and none links by itself', async () => {
    linkAs('recepcao');
    await restart({ recepcao: 'damaged' });
    expect(registry.get(1).state).toMatchObject({ reason: 'keys-damaged', needsPerson: true });
    expect(await refusalOf(call('channels.connect', { channelId: 1 }))).toMatchObject({
      code: 'keys-damaged',
    });
    await restart({ recepcao: 'absent' });
    expect(registry.get(1).state).toMatchObject({ reason: 'keys-missing', needsPerson: true });
    drivers
      .driver('recepcao')
      .events.state({ phase: 'disconnected', reason: 'unlinked-on-phone', since: 1, needsPerson: true });
    await restart({ recepcao: 'absent' });
    expect(registry.get(1)).toMatchObject({
      number: '5511987654321',
      state: { reason: 'unlinked-on-phone' },
    });
    for (const method of ['connect', 'start'] as const) {
      expect(drivers.driver('recepcao').asked[method]).not.toHaveBeenCalled();
    }
  });

  test('receipts are confirmed to the driver once they are stored', async () => {
    const { events, asked } = linkAs('recepcao');
    const stored = [{ waIds: ['A1'], chat: [], what: 'read', at: 1 } as const];
    ring.heard.receipts.mockResolvedValueOnce(stored);
    events.receipts(stored);
    await vi.waitFor(() => expect(asked.confirm).toHaveBeenCalledExactlyOnceWith(stored));
  });

  test('messages are confirmed to the driver once they are stored, and only those', async () => {
    const { events, asked } = linkAs('recepcao');
    const storing = Promise.withResolvers<WireMessage[]>();
    ring.heard.messages.mockReturnValueOnce(storing.promise);
    events.messages([]);
    expect(asked.confirm).not.toHaveBeenCalled();
    const stored = [says('guardada')];
    storing.resolve(stored);
    await vi.waitFor(() => expect(asked.confirm).toHaveBeenCalledExactlyOnceWith(stored));
  });

  test('a counter that changed is told', () => {
    unread = 4;
    registry.changed(1);
    expect(heard()).toMatchObject([{ event: 'channel.changed', payload: { id: 1, unread: 4 } }]);
  });

  test('checking asks the connection itself', async () => {
    expect(await refusalOf(call('channels.check', { channelId: 1 }))).toMatchObject({
      code: 'channel-not-linked',
    });
    const { asked } = linkAs('recepcao');
    expect(await call('channels.check', { channelId: 1 })).toEqual({ roundTripMs: 41 });
    asked.probe.mockRejectedValueOnce(new Error('no answer'));
    expect(await refusalOf(call('channels.check', { channelId: 1 }))).toMatchObject({
      code: 'channel-not-answering',
    });
  });

  test('the network is back: all hurry', async () => {
    await create('Oficina', 'oficina');
    registry.hurry();
    for (const slug of ['recepcao', 'oficina'])
      expect(drivers.driver(slug).asked.hurry).toHaveBeenCalledOnce();
  });

  test('what cannot be kept is no trouble of the driver’s', () => {
    const { events } = linkAs('recepcao');
    db.close();
    expect(() => events.account({ ...ana, profileName: 'Outra' })).not.toThrow();
    expect(() => events.phoneSeen(clock.now())).not.toThrow();
  });

  test.each(['channels.connect', 'channels.check', 'pairing.get', 'pairing.stop', 'pairing.reset'] as const)(
    '%s of a channel that is none',
    async (name) => {
      expect(await refusalOf(call(name, { channelId: 99 }))).toMatchObject({ code: 'channel-not-found' });
    },
  );
});

describe('linking', () => {
  beforeEach(async () => {
    await create('Recepção', 'recepcao');
    heard();
  });

  test('what the driver shows is what windows see', async () => {
    await call('pairing.start', { channelId: 1, method: { kind: 'qr' } });
    const { asked, events } = drivers.driver('recepcao');
    expect(asked.start).toHaveBeenCalledExactlyOnceWith({ kind: 'qr' });
    events.pairing({ phase: 'starting' });
    events.pairing({ phase: 'qr', qr: 'https://wa.me/x', shownAt: 1, expiresAt: 2, endsAt: 3 });
    expect(heard()).toEqual([
      {
        event: 'pairing.changed',
        payload: {
          channelId: 1,
          pairing: { phase: 'qr', qr: 'https://wa.me/x', shownAt: 1, expiresAt: 2, endsAt: 3 },
        },
      },
    ]);
    await call('pairing.stop', { channelId: 1 });
    expect(asked.stop).toHaveBeenCalledOnce();
  });

  test('by code, with the number as digits', async () => {
    await call('pairing.start', { channelId: 1, method: { kind: 'code', number: '+55 (11) 98765-4321' } });
    expect(drivers.driver('recepcao').asked.start).toHaveBeenCalledExactlyOnceWith({
      kind: 'code',
      number: '5511987654321',
    });
    const local = call('pairing.start', { channelId: 1, method: { kind: 'code', number: '8765-4321' } });
    expect(await refusalOf(local)).toMatchObject({ code: 'number-invalid', field: 'method.number' });
  });

  test('a link that lives is not linked over; one that is over, or whose keys are damaged, is', async () => {
    const driver = linkAs('recepcao');
    const again = () => call('pairing.start', { channelId: 1, method: { kind: 'qr' } });
    expect(await refusalOf(again())).toMatchObject({ code: 'channel-already-linked' });
    expect(driver.asked.start).not.toHaveBeenCalled();
    driver.events.state({ phase: 'disconnected', reason: 'unlinked-on-phone', since: 0, needsPerson: true });
    await again();
    driver.holds = 'damaged';
    await again();
    expect(driver.asked.start).toHaveBeenCalledTimes(2);
  });

  test('another phone: unlinked first, and the account forgotten', async () => {
    linkAs('recepcao');
    expect(await call('pairing.reset', { channelId: 1 })).toEqual({ unlinked: true });
    expect(drivers.driver('recepcao').asked.unlink).toHaveBeenCalledOnce();
    expect(registry.get(1)).not.toHaveProperty('number');
    expect(audited().at(-1)?.action).toBe('channel.unlinked');
    await call('pairing.start', { channelId: 1, method: { kind: 'qr' } });
    linkAs('recepcao', { number: '5521998765432', lid: '9', profileName: 'Filial' });
    expect(registry.get(1)).toMatchObject({ number: '5521998765432', profileName: 'Filial' });
  });

  test('a phone that still lists the device is told of', async () => {
    linkAs('recepcao').asked.unlink.mockResolvedValueOnce(false);
    expect(await call('pairing.reset', { channelId: 1 })).toEqual({ unlinked: false });
    expect(audited().map(({ action }) => action)).toContain('channel.device-not-unlinked');
  });

  test('what is begun while the phone is being unlinked waits for the end of that', async () => {
    const driver = linkAs('recepcao');
    const unlinking = Promise.withResolvers<boolean>();
    driver.asked.unlink.mockReturnValueOnce(unlinking.promise);
    const reset = call('pairing.reset', { channelId: 1 });
    const twice = call('pairing.reset', { channelId: 1 });
    const started = call('pairing.start', { channelId: 1, method: { kind: 'qr' } });
    await vi.waitFor(() => expect(driver.asked.unlink).toHaveBeenCalledOnce());
    expect(driver.asked.start).not.toHaveBeenCalled();
    driver.holds = 'absent';
    unlinking.resolve(true);
    expect(await Promise.all([reset, twice, started])).toEqual([
      { unlinked: true },
      { unlinked: true },
      undefined,
    ]);
    expect(driver.asked.start).toHaveBeenCalledOnce();
  });

  test('a phone that asks for a passkey is heard unless a link lives', async () => {
    const driver = linkAs('recepcao');
    const asked = () => call('pairing.passkey', { channelId: 1 });
    expect(await refusalOf(asked())).toMatchObject({ code: 'channel-already-linked' });
    driver.events.state({ phase: 'disconnected', reason: 'unlinked-on-phone', since: 0, needsPerson: true });
    await asked();
    expect(await call('pairing.get', { channelId: 1 })).toEqual({ phase: 'failed', error: 'passkey' });
  });

  test('another account does not keep what was known of the last one', () => {
    linkAs('recepcao');
    drivers.driver('recepcao').events.account({ number: '5521998765432' });
    expect(registry.get(1)).toMatchObject({ number: '5521998765432' });
    expect(registry.get(1)).not.toHaveProperty('profileName');
  });
});

describe('one number is never in two channels', () => {
  beforeEach(async () => {
    await create('Recepção', 'recepcao');
    await create('Oficina', 'oficina');
    linkAs('recepcao');
    await call('pairing.start', { channelId: 2, method: { kind: 'qr' } });
    heard();
    vi.clearAllMocks();
  });

  const failed = { phase: 'failed', error: 'number-in-use', detail: 'Recepção' };

  test.each([
    [
      'by its number at the link',
      (driver: FakeDriver) => driver.events.pairing({ phase: 'linked', number: ana.number }),
    ],
    ['by its number later', (driver: FakeDriver) => driver.events.account(ana)],
    [
      'by its hidden id',
      (driver: FakeDriver) => driver.events.account({ number: '551187654321', lid: ana.lid }),
    ],
  ])('known %s, the second link is undone and says whose it is', async (_how, tell) => {
    const second = drivers.driver('oficina');
    second.holds = 'linked';
    tell(second);
    expect(second.asked.unlink).toHaveBeenCalledOnce();
    expect(heard()).toEqual([
      { event: 'channel.changed', payload: expect.objectContaining({ id: 2 }) },
      { event: 'pairing.changed', payload: { channelId: 2, pairing: failed } },
    ]);
    expect(await call('pairing.get', { channelId: 2 })).toEqual(failed);
    expect(registry.get(1)).toMatchObject({ number: ana.number, state: { phase: 'connected' } });
    expect(registry.get(2)).not.toHaveProperty('number');
  });

  test('nothing that the second link brings is taken in', () => {
    const second = linkAs('oficina');
    second.events.messages([]);
    second.events.receipts([]);
    second.events.contacts([]);
    second.events.caughtUp();
    expect(ring.heard.messages).not.toHaveBeenCalled();
    expect(ring.heard.receipts).not.toHaveBeenCalled();
    expect(ring.heard.contacts).not.toHaveBeenCalled();
    expect(ring.heard.caughtUp).not.toHaveBeenCalled();
    expect(ring.heard.connected).not.toHaveBeenCalled();
    expect(second.asked.unlink).toHaveBeenCalledOnce();
    expect(registry.driverOf(2)).toBeUndefined();
    expect(registry.get(2).state).toMatchObject({ phase: 'disconnected', reason: 'never-linked' });
  });

  test('closing the dialogue is no harm; another try waits until the link is undone', async () => {
    const second = drivers.driver('oficina');
    const undoing = Promise.withResolvers<void>();
    second.asked.unlink.mockReturnValueOnce(undoing.promise);
    linkAs('oficina');
    await call('pairing.stop', { channelId: 2 });
    expect(await call('pairing.get', { channelId: 2 })).toEqual({ phase: 'idle' });
    second.holds = 'absent';
    const again = call('pairing.start', { channelId: 2, method: { kind: 'qr' } });
    expect(second.asked.start).not.toHaveBeenCalled();
    undoing.resolve();
    await again;
    expect(second.asked.start).toHaveBeenCalledOnce();
    linkAs('oficina', { number: '5521998765432', lid: '9', profileName: 'Filial' });
    expect(registry.get(2)).toMatchObject({ number: '5521998765432', state: { phase: 'connected' } });
  });

  test('a link that could not be undone is logged, and is still refused', async () => {
    const second = drivers.driver('oficina');
    second.asked.unlink.mockRejectedValueOnce(new Error('offline'));
    linkAs('oficina');
    await expect.poll(() => registry.pairingOf(2)).toEqual(failed);
    expect(registry.get(2)).not.toHaveProperty('number');
  });
});
