import type { Logger } from 'pino';
import type { Channel, ChannelState, Pairing, PhoneWatch } from '../../preload/entities.ts';
import type { Bus } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { ChannelDriver, DriverEvents, DriverFactory } from './driver.ts';
import type { WireBlocks, WireCall } from './wire.ts';
import type { ChannelRow, Channels } from './store.ts';

/** Where what drivers tell is kept, and what is counted of it. */
export type Ring = Pick<Inbox, 'heard' | 'unreadOf' | 'queuedOf'>;

/** What is at hand is stored within milliseconds, unless the disk is full. */
const STORE_MS = 10_000;

/** The life of every channel: its driver, how it stands, and what is heard of it. */
export interface Registry {
  /** Builds the drivers; linked channels connect by themselves. */
  start(ring: Ring): void;
  list(): Channel[];
  /** Refuses an id that is no channel's. */
  get(id: number): Channel;
  driverOf(id: number): ChannelDriver | undefined;
  /** A channel that was added just now. */
  opened(row: ChannelRow): Channel;
  /** Something that `get` answers has changed in the store. */
  changed(id: number): void;
  pairingOf(id: number): Pairing;
  startPairing(id: number, method: Parameters<ChannelDriver['pairing']['start']>[0]): Promise<void>;
  stopPairing(id: number): void;
  /** The phone asked for a passkey: linking ends, and the dialogue says why (QR-9). */
  passkeyAsked(id: number): void;
  /** Unlinks the phone and forgets its account. Answers whether the phone lists the device no more. */
  reset(id: number): Promise<boolean>;
  /**
   * From now on every action on the channel is refused. Resolves when nothing of it runs any more and what it told is
   * stored; on a full disk, without waiting for the latter, which its driver then keeps.
   */
  withdraw(id: number): Promise<void>;
  isWithdrawn(id: number): boolean;
  /** A withdrawn channel stays after all. */
  resume(id: number): void;
  /** A withdrawn channel is gone from the store or archived there; what it had is now `into`'s. */
  removed(id: number, into: number | undefined): void;
  /** Hears of the calls that come in, channel by channel. */
  onCall(hear: (channelId: number, call: WireCall) => void): void;
  /** Hears who is blocked at WhatsApp. */
  onBlocks(hear: (channelId: number, blocks: WireBlocks) => void): void;
  hurry(): void;
  close(): Promise<void>;
}

export function createRegistry({
  channels,
  createDriver,
  phone,
  bus,
  clock,
  log,
}: {
  channels: Channels;
  createDriver: DriverFactory;
  /** What is known of the phone behind a channel. */
  phone: {
    watch(id: number): PhoneWatch | undefined;
    checksOpen(id: number): number;
    seen(id: number, at: number): void;
  };
  bus: Bus;
  clock: Clock;
  log: Logger;
}): Registry {
  const drivers = new Map<number, ChannelDriver>();
  const states = new Map<number, ChannelState>();
  /** Links that are not to be: nothing of them is listened to. */
  const refused = new Map<number, { readonly pairing: Pairing; readonly undone: Promise<void> }>();
  /** Phones that are being unlinked: the end of that would wipe a link begun meanwhile. */
  const resetting = new Map<number, Promise<boolean>>();
  /** Channels on their way out, and how each stood before. */
  const withdrawn = new Map<number, ChannelState | undefined>();
  const callListeners: Parameters<Registry['onCall']>[0][] = [];
  const blockListeners: Parameters<Registry['onBlocks']>[0][] = [];
  let ring: Ring;

  function snapshot(row: ChannelRow): Channel {
    const { id, slug, name, method, number, profileName, linkedAt, archivedAt } = row;
    const watch = phone.watch(id);
    return {
      id,
      slug,
      name,
      method,
      ...(number !== undefined && { number }),
      ...(profileName !== undefined && { profileName }),
      ...(linkedAt !== undefined && { linkedAt }),
      unread: ring.unreadOf(id),
      queued: ring.queuedOf(id),
      state: states.get(id) ?? neverLinked(),
      ...(watch && { phone: watch }),
      phoneChecksOpen: phone.checksOpen(id),
      ...(archivedAt !== undefined && { archivedAt }),
    };
  }

  function changed(id: number) {
    const row = channels.byId(id);
    if (row) bus.emit('channel.changed', snapshot(row));
  }

  function setState(id: number, state: ChannelState) {
    states.set(id, state);
    if (state.phase === 'connected') ring.heard.connected(id);
    else ring.heard.disconnected(id);
    // Said once it is doubted; said again it is so.
    if (state.reason === 'unlinked-on-phone' && state.needsPerson) channels.unlinked(id);
    changed(id);
  }

  function neverLinked(): ChannelState {
    return { phase: 'disconnected', reason: 'never-linked', since: clock.now(), needsPerson: true };
  }

  /** How a channel stands before its driver has said anything. */
  function initialState({ number, linkedAt }: ChannelRow, driver: ChannelDriver): ChannelState {
    const credentials = driver.credentials();
    if (credentials === 'linked') {
      return { phase: 'connecting', reason: 'starting', since: clock.now(), needsPerson: false };
    }
    if (credentials === 'damaged') return { ...neverLinked(), reason: 'keys-damaged' };
    if (linkedAt !== undefined) return { ...neverLinked(), reason: 'keys-missing' };
    return number === undefined ? neverLinked() : { ...neverLinked(), reason: 'unlinked-on-phone' };
  }

  function setPairing(channelId: number, pairing: Pairing) {
    bus.emit('pairing.changed', { channelId, pairing });
  }

  /** One number is never in two channels: WhatsApp would break the first. The new link is undone, the old one stays. */
  function refuseNumber(id: number, owner: ChannelRow) {
    refuse(id, { phase: 'failed', error: 'number-in-use', detail: owner.name }, undo(id));
  }

  function refuse(id: number, pairing: Pairing, undone: Promise<void>) {
    refused.set(id, { pairing, undone });
    setState(id, neverLinked());
    setPairing(id, pairing);
  }

  async function undo(id: number) {
    try {
      const agreed = await drivers.get(id)?.unlink();
      if (agreed === false) log.warn({ channel: id }, 'the device of a refused link is still on the phone');
    } catch (error) {
      log.error({ channel: id, err: error }, 'a refused link was not undone');
    }
  }

  /** What a driver tells goes on, unless its link is refused; whatever happens to it is no trouble of the driver's. */
  function eventsOf(id: number): DriverEvents {
    const confirm: ChannelDriver['confirm'] = (stored) => drivers.get(id)?.confirm(stored);
    const unlessRefused =
      <A extends readonly unknown[]>(hear: (...what: A) => void) =>
      (...what: A) => {
        if (refused.has(id)) return;
        try {
          hear(...what);
        } catch (error) {
          log.error({ channel: id, err: error }, 'what a channel told was not kept');
        }
      };
    return {
      state: unlessRefused((state) => setState(id, state)),
      pairing: unlessRefused((pairing) => {
        if (pairing.phase === 'linked') {
          const owner = channels.otherWith({ number: pairing.number }, id);
          if (owner) return refuseNumber(id, owner);
          channels.linked(id, clock.now());
        }
        setPairing(id, pairing);
      }),
      account: unlessRefused((account) => {
        const owner = channels.otherWith(account, id);
        if (owner) return refuseNumber(id, owner);
        channels.setAccount(id, account);
        // A power cut between the phone's answer and our note of it leaves good keys behind.
        if (channels.byId(id)?.linkedAt === undefined) channels.linked(id, clock.now());
        changed(id);
      }),
      messages: unlessRefused((batch) => void ring.heard.messages(id, batch).then(confirm)),
      receipts: unlessRefused((batch) => void ring.heard.receipts(id, batch).then(confirm)),
      contacts: unlessRefused((batch) => void ring.heard.contacts(id, batch)),
      typing: unlessRefused((chat, typing) => ring.heard.typing(id, chat, typing)),
      call: unlessRefused((call) => callListeners.forEach((hear) => hear(id, call))),
      blocks: unlessRefused((blocks) => blockListeners.forEach((hear) => hear(id, blocks))),
      caughtUp: unlessRefused(() => void ring.heard.caughtUp(id)),
      phoneSeen: unlessRefused((at) => phone.seen(id, at)),
    };
  }

  function open(row: ChannelRow) {
    const driver = createDriver(row, eventsOf(row.id));
    drivers.set(row.id, driver);
    if (!states.has(row.id)) states.set(row.id, initialState(row, driver));
    if (driver.credentials() === 'linked') driver.connect();
  }

  function existing(id: number): { row: ChannelRow; driver: ChannelDriver } {
    const row = known(id);
    if (withdrawn.has(id)) throw new Refusal('channel-being-removed');
    if (row.archivedAt !== undefined) throw new Refusal('channel-archived');
    return { row, driver: drivers.get(id)! };
  }

  /** Keys of a link that lives are not put aside; those of one that is over, or that cannot be read, are. */
  function linkable(id: number): ChannelDriver {
    const { driver } = existing(id);
    if (driver.credentials() === 'linked' && !states.get(id)?.needsPerson)
      throw new Refusal('channel-already-linked');
    return driver;
  }

  async function undone(id: number): Promise<void> {
    await refused.get(id)?.undone;
    // Who asked for it hears of a failure.
    await resetting.get(id)?.catch(() => {});
  }

  async function reset(id: number): Promise<boolean> {
    await refused.get(id)?.undone;
    const agreed = await existing(id).driver.unlink();
    channels.clearAccount(id);
    changed(id);
    return agreed;
  }

  function known(id: number): ChannelRow {
    const row = channels.byId(id);
    if (!row) throw new Refusal('channel-not-found');
    return row;
  }

  function patiently(work: Promise<void>, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      void work.finally(cancel).then(resolve);
    });
  }

  return {
    start(given) {
      ring = given;
      for (const row of channels.list()) if (row.archivedAt === undefined) open(row);
    },
    list: () => channels.list().map(snapshot),
    get: (id) => snapshot(known(id)),
    driverOf: (id) => (refused.has(id) || withdrawn.has(id) ? undefined : drivers.get(id)),
    opened(row) {
      open(row);
      bus.emit('channels.listed', {});
      return snapshot(row);
    },
    changed,
    pairingOf: (id) => refused.get(id)?.pairing ?? existing(id).driver.pairing.current(),
    async startPairing(id, method) {
      existing(id);
      await undone(id);
      const driver = linkable(id);
      refused.delete(id);
      driver.pairing.start(method);
    },
    stopPairing(id) {
      const { driver } = existing(id);
      const refusal = refused.get(id);
      if (!refusal) return driver.pairing.stop();
      refused.set(id, { ...refusal, pairing: { phase: 'idle' } });
      setPairing(id, { phase: 'idle' });
    },
    passkeyAsked(id) {
      linkable(id).pairing.stop();
      refuse(id, { phase: 'failed', error: 'passkey' }, Promise.resolve());
    },
    async reset(id) {
      existing(id);
      const running = resetting.get(id);
      if (running) return running;
      const run = reset(id).finally(() => resetting.delete(id));
      resetting.set(id, run);
      return run;
    },
    async withdraw(id) {
      known(id);
      if (withdrawn.has(id)) throw new Refusal('channel-being-removed');
      withdrawn.set(id, states.get(id));
      // First, for a driver that closes says of what it was sending that it did not go, which it cannot know.
      ring.heard.disconnected(id);
      await undone(id);
      await drivers.get(id)?.close();
      // Whatever is told last is stored last.
      await patiently(ring.heard.contacts(id, []), STORE_MS);
    },
    isWithdrawn: (id) => withdrawn.has(id),
    resume(id) {
      const before = withdrawn.get(id);
      withdrawn.delete(id);
      if (before?.needsPerson) return setState(id, before);
      const driver = drivers.get(id);
      if (driver?.credentials() === 'linked') driver.connect();
      changed(id);
    },
    removed(id, into) {
      drivers.delete(id);
      states.delete(id);
      refused.delete(id);
      withdrawn.delete(id);
      bus.emit('channels.listed', {});
      if (into !== undefined && states.get(into)?.phase === 'connected') ring.heard.connected(into);
    },
    onCall: (hear) => void callListeners.push(hear),
    onBlocks: (hear) => void blockListeners.push(hear),
    hurry() {
      for (const driver of drivers.values()) driver.hurry();
    },
    async close() {
      await Promise.all([...drivers.values()].map((driver) => driver.close()));
    },
  };
}
