import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallName, Reply } from '../../preload/contract.ts';
import type { Channel, JournalEntry } from '../../preload/entities.ts';
import type { RobotState } from '../../preload/entities/automation.ts';
// oxlint-disable-next-line no-restricted-imports -- the network that this test runs against
import { type Customer, type Network, startNetwork } from '../../simulator/index.ts';
import type { WindowSession } from '../api/handler.ts';
import { pathsIn, prepareDataFolder } from '../boot/data-folder.ts';
import { systemClock } from '../clock.ts';
import { compose, type RunningStation } from '../compose.ts';
import { openPreferences } from '../settings/preferences.ts';
import { openKeyFile } from '../shell/key-file.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { createPins } from '../users/pin.ts';
import { LOOP_LIMIT } from './guards.ts';
import { AUTOMATION, MINUTE } from './testing/situations.ts';

const folder = useTempFolder();
const log = pino({ level: 'silent' });
const PATIENCE = { timeout: 30_000, interval: 50 } as const;
/** The first ones as fast as robots are, the others through the hour. */
const TURNS = 30;
const FAST = 2 * LOOP_LIMIT;

/** Both sides live by it; waits take as long as they take. */
let ahead = 0;
const clock = { ...systemClock, now: () => Date.now() + ahead };

let net: Network;
let bot: Customer;
let station: RunningStation;
const window: WindowSession = { user: undefined };

async function ask<T>(name: CallName, input?: unknown): Promise<T> {
  const reply = (await station.dispatch(name, input, window)) as Reply<T>;
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  let found: T | undefined | false;
  await expect.poll(async () => Boolean((found = await look())), PATIENCE).toBe(true);
  return found as T;
}

beforeEach(async () => {
  ahead = 0;
  window.user = undefined;
  net = await startNetwork({ receiptDelayMs: 10, clock });
  const phone = net.phone({ number: '5511987654321', name: 'Padaria da Vila' });
  bot = net.customer('Loja ao lado');
  const paths = pathsIn(folder());
  prepareDataFolder(paths);
  const secrets = openKeyFile(`${folder()}/secret.key`, { keys: paths.keys, sealedDataExists: false });
  const notify = { message: () => {}, phone: () => {}, badge: () => {} };
  const network = { url: net.url, rootKey: net.rootKey, caPem: net.caPem };
  station = await compose(
    { paths, clock, secrets, notify, log, shell: 'browser', demo: false, network },
    {
      preferences: await openPreferences({ folder: folder(), log }),
      version: '0.1.0',
      checked: true,
      pins: createPins({ cost: 2 }),
    },
  );
  await ask('session.setup', { shopName: 'Padaria', managerName: 'Marta', pin: '4821' });
  const { id } = await ask<Channel>('channels.create', {
    name: 'Recepção',
    slug: 'recepcao',
    method: 'linked-device',
  });
  await ask('pairing.start', { channelId: id, method: { kind: 'qr' } });
  const qr = await until(async () => {
    const pairing = await ask<{ phase: string; qr?: string }>('pairing.get', { channelId: id });
    return pairing.phase === 'qr' && pairing.qr;
  });
  await phone.scan(qr);
  await until(async () => {
    const { channels } = await ask<{ channels: Channel[] }>('channels.list');
    return channels[0]?.state.phase === 'connected';
  });
  await ask('automation.set', {
    channelId: id,
    messages: AUTOMATION.messages,
    menu: {
      ...AUTOMATION.menu,
      options: [{ label: 'Endereço', does: { kind: 'answer', text: 'Rua A, 1.' } }],
      retries: 5,
      fallbackQueueId: undefined,
    },
  });
});

afterEach(async () => {
  await station.close();
  await net.close();
});

const journal = async () =>
  (await ask<{ entries: JournalEntry[] }>('automation.journal', { limit: 100 })).entries;
const decisions = async () =>
  (await journal()).filter(({ event }) => event === 'message').reduce((sum, { times }) => sum + times, 0);
const toTheBot = () => bot.messages.filter(({ fromMe }) => !fromMe);

test('MS-3 two robots talk for an hour: the limit goes out and no more, with the reason and the cure', async () => {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await bot.says(`Bem-vindo à loja ao lado! (${turn})`);
    await expect.poll(decisions, PATIENCE).toBe(turn + 1);
    if (turn >= FAST) ahead += 2 * MINUTE;
    // Somebody sits at the window, which does not lock.
    await ask('session.activity');
  }
  await expect
    .poll(async () => (await journal()).flatMap(({ messageId }) => messageId ?? []).length, PATIENCE)
    .toBe(LOOP_LIMIT);
  await expect.poll(() => toTheBot().length, PATIENCE).toBe(LOOP_LIMIT);
  expect(toTheBot().every(({ copies }) => copies === 1)).toBe(true);

  const stopped = (await journal()).find(({ because }) => because.rule === 'loop-limit')!;
  expect(stopped.because.values).toMatchObject({ limit: LOOP_LIMIT, until: expect.any(Number) });

  // The cure: somebody switches it on again, or off for this contact.
  const { conversationId } = stopped;
  expect(await ask<RobotState>('automation.robot', { conversationId })).toMatchObject({
    loopUntil: expect.any(Number),
  });
  expect(await ask<RobotState>('automation.setRobot', { conversationId, off: true })).toMatchObject({
    off: true,
  });
  await bot.says('Bem-vindo à loja ao lado!');
  await expect.poll(async () => (await journal())[0]?.because.rule, PATIENCE).toBe('robot-off-contact');
  expect(toTheBot()).toHaveLength(LOOP_LIMIT);
}, 120_000);
