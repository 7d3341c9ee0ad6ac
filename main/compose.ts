import path from 'node:path';
import { createAttendance } from './attendance/attendance.ts';
import { createAttendanceSettings } from './attendance/settings.ts';
import { createBus, type BusEvent } from './api/bus.ts';
import { createDispatcher, type Dispatch } from './api/dispatcher.ts';
import type { WindowSession } from './api/handler.ts';
import { allows } from './api/roles.ts';
import { createAutomation, createAutomationRules } from './automation/automation.ts';
import { watchAwake } from './awake.ts';
import { createSight } from './channel-preferences/sight.ts';
import { createChannelPreferences } from './channel-preferences/store.ts';
import { openDataKey } from './channels/data-key.ts';
import type { DriverFactory } from './channels/driver.ts';
import { channelHandlers } from './channels/handlers.ts';
import { createLinkedDeviceDriver, deleteKeys } from './channels/linked-device/driver.ts';
import { createRegistry } from './channels/registry.ts';
import { createChannels } from './channels/store.ts';
import { refuseMissing } from './db/missing.ts';
import { openDatabase } from './db/open.ts';
import { describe } from './diagnosis/diagnosis.ts';
import { createShopZone } from './hours/zone.ts';
import { wordsIn } from './i18n/index.ts';
import { createInbox } from './inbox/inbox.ts';
import { createJobs } from './jobs/jobs.ts';
import { createJobStore } from './jobs/store.ts';
import { jobTable } from './jobs/table.ts';
import { linkPageHandlers } from './link-page/handlers.ts';
import { createLinkPages } from './link-page/link-pages.ts';
import type { ServeMedia } from './media/server.ts';
import { createStagedStore } from './media/staged.ts';
import { createWatch } from './notices/attention.ts';
import { noticeHandlers } from './notices/handlers.ts';
import { createNotices } from './notices/notices.ts';
import { createNoticeStore } from './notices/store.ts';
import { createPhoneGuides } from './phone/guide.ts';
import { phoneHandlers } from './phone/handlers.ts';
import { createPhoneReminder } from './phone/reminder.ts';
import { createPhoneStore } from './phone/store.ts';
import type { Ports } from './ports.ts';
import { quickReplyHandlers } from './quick-replies/handlers.ts';
import { createQuickReplies } from './quick-replies/store.ts';
import { createValuesFor } from './quick-replies/values.ts';
import { createFollow } from './removal/follow.ts';
import { removalHandlers } from './removal/handlers.ts';
import { createRemoval } from './removal/removal.ts';
import { searchHandlers } from './search/handlers.ts';
import { createSearchStore } from './search/store.ts';
import { settingsHandlers } from './settings/handlers.ts';
import type { MachinePreferences } from './settings/preferences.ts';
import { createSettings } from './settings/store.ts';
import { stationFacts } from './settings/station.ts';
import { createTickets } from './tickets/tickets.ts';
import { createAudit } from './users/audit.ts';
import { userHandlers } from './users/handlers.ts';
import { sessionHandlers } from './users/session-handlers.ts';
import { createPresence } from './users/presence.ts';
import { createPins, type Pins } from './users/pin.ts';
import { createUsers } from './users/store.ts';

/** The station as a shell sees it. */
export interface RunningStation {
  readonly dispatch: Dispatch;
  /** Files of messages and composers, for whoever has unlocked the window. */
  readonly serveMedia: ServeMedia;
  /** What this window may hear, from now on. Returns its unsubscribe. */
  subscribe(window: WindowSession, listener: (event: BusEvent) => void): () => void;
  /** For what belongs to the station itself and to no window: hears everything. */
  listen(listener: (event: BusEvent) => void): () => void;
  /** The machine woke up or the network is back. */
  hurry(): void;
  close(): Promise<void>;
}

/** Builds the station from its ports; the rest of the ring never learns which shell it lives in. */
export async function compose(
  ports: Ports,
  {
    preferences,
    version,
    checked,
    createDriver,
    pins = createPins(),
  }: {
    readonly preferences: MachinePreferences;
    readonly version: string;
    /** Whether all SQL is prepared at the start and handlers are held to the contract's outputs: in tests. */
    readonly checked: boolean;
    /** Another driver than WhatsApp's, for tests. */
    readonly createDriver?: DriverFactory;
    /** Cheaper PINs than the real ones, for tests. */
    readonly pins?: Pins;
  },
): Promise<RunningStation> {
  const { paths, clock, log, secrets, notify, network } = ports;
  refuseMissing(paths);
  const dataKey = openDataKey(paths.keys, secrets);
  const db = await openDatabase({ paths, clock, log, prepareAtOnce: checked });
  const bus = createBus(clock);
  const audit = createAudit(db, clock);
  const users = createUsers(db);
  const settings = createSettings(db);
  const channels = createChannels(db);
  const changed = (id: number) => registry.changed(id);
  const driverFactory =
    createDriver ??
    createLinkedDeviceDriver({ keysFolder: paths.keys, dataKey, clock, log, ...(network && { network }) });
  const phones = createPhoneStore(db);
  const guides = createPhoneGuides({ store: phones, clock, changed });
  const reminder = createPhoneReminder({
    db,
    store: phones,
    clock,
    audit,
    notify: (notice) => notices.phone(notice),
    changed,
    log,
  });
  const registry = createRegistry({
    channels,
    createDriver: driverFactory,
    phone: {
      watch: (id) => reminder.watch(id),
      checksOpen: (id) => guides.of(id).open.length,
      seen: (id, at) => reminder.phoneSeen(id, at),
    },
    bus,
    clock,
    log,
  });
  const words = () => wordsIn(preferences.get().language);
  const shopZone = createShopZone(db, clock);
  const zone = () => shopZone.get();
  const automationRules = createAutomationRules(db, words);
  const attendanceSettings = createAttendanceSettings(db);
  const tickets = createTickets({
    db,
    clock,
    log,
    zone,
    settings: attendanceSettings,
    admits: (channelId, kind) => automationRules.admits(channelId, kind),
    ratingQuestion: () => words()('attendance.rating-question'),
  });
  const channelPreferences = createChannelPreferences(db);
  const sight = createSight(db, channelPreferences);
  const follow = createFollow(db, tickets);
  const inbox = createInbox({
    db,
    clock,
    bus,
    log,
    driverOf: (id) => registry.driverOf(id),
    rebind: follow,
    mediaFolder: path.join(paths.data, 'media'),
    countersChanged: changed,
    arrived(message) {
      notices.arrived(message);
      automation.arrived(message);
    },
    people: {
      listAllOf: () => channelPreferences.listingAll(),
      ticketsChanged: (conversationId) => tickets.store.place(conversationId),
      header: () => {
        const say = words();
        return [say('contacts.name'), say('contacts.number'), say('contacts.email'), say('contacts.note')];
      },
    },
    mirrors: (id) => channelPreferences.get(id).syncMessages,
    tickets,
    sight,
  });
  const attendance = createAttendance({
    db,
    clock,
    zone,
    bus,
    log,
    audit,
    tickets,
    settings: attendanceSettings,
    preferences: channelPreferences,
    inbox,
    refuseUnknownChannel: (id) => void registry.get(id),
    closedSince: () => automation.closedSince(),
    queueUses: [automationRules.queueUse],
  });
  const automation = createAutomation({
    db,
    clock,
    log,
    bus,
    audit,
    words,
    rules: automationRules,
    zone: shopZone,
    inbox,
    tickets,
    channels: registry,
    jobs: () => jobs,
  });
  const lockAfterMinutes = () => attendanceSettings.get().lockAfterMinutes;
  const presence = createPresence({
    clock,
    lockAfterMinutes,
    locked: () => bus.emit('session.changed', {}),
  });
  const watch = createWatch();
  const notices = createNotices({
    store: createNoticeStore(db),
    clock,
    bus,
    notify,
    words,
    settings: () => preferences.notices(),
    watch,
  });
  const showUnread = () => notify.badge(inbox.unreadConversations());

  const removal = createRemoval({
    db,
    clock,
    bus,
    log,
    channels,
    registry,
    heard: inbox.heard,
    follow,
    audit,
    createDriver: driverFactory,
    deleteKeys: (id) => deleteKeys(paths.keys, id),
    deviceLeft: (slug) => log.warn({ slug }, 'the device of a removed channel is still linked on the phone'),
    exportsFolder: path.join(paths.data, 'exports'),
  });
  const linkPages = createLinkPages({
    clock,
    log,
    language: () => preferences.get().language,
    channelName: (id) => registry.get(id).name,
    supportContact: () => settings.supportContact() || undefined,
    pairing: {
      current: (id) => registry.pairingOf(id),
      start: (id, method) => registry.startPairing(id, method),
      stop: (id) => registry.stopPairing(id),
      subscribe: (id, listener) =>
        bus.subscribe(
          () => true,
          ({ event, payload }) => {
            if (event === 'pairing.changed' && payload.channelId === id) listener(payload.pairing);
          },
        ),
    },
  });
  linkPages.onChange((channelId) => {
    const page = linkPages.current(channelId);
    bus.emit('linkPage.changed', { channelId, ...(page && { page }) });
  });
  const jobs = createJobs({
    table: jobTable({
      remindOfPhones: () => reminder.remind(),
      automation: automation.work,
      cleanMedia: () => inbox.cleanMedia(),
    }),
    store: createJobStore(db),
    clock,
    shopTimeZone: zone,
    log,
  });
  const station = stationFacts(ports, version);

  const dispatch = createDispatcher({
    handlers: {
      'station.get': () => station,
      'station.diagnosis': () => ({
        text: describe({
          station,
          channels: registry.list(),
          jobs: jobs.status(),
          logs: paths.logs,
          now: clock.now(),
        }),
      }),
      ...settingsHandlers({ bus, settings, preferences, audit }),
      ...noticeHandlers({ bus, preferences, watch }),
      ...sessionHandlers({
        db,
        clock,
        bus,
        users,
        pins,
        settings,
        preferences,
        audit,
        presence,
        lockAfterMinutes,
      }),
      ...userHandlers({
        clock,
        bus,
        write: inbox.write,
        users,
        pins,
        audit,
        presence,
        release: (userId, by, changes) => attendance.release(userId, by, changes),
      }),
      ...attendance.handlers,
      ...automation.handlers,
      ...channelHandlers({
        db,
        clock,
        bus,
        channels,
        registry,
        settings,
        audit,
        forgetPhone: (id) => guides.clear(id),
      }),
      ...phoneHandlers({ clock, store: phones, guides, reminder, channel: (id) => registry.get(id) }),
      ...removalHandlers({ removal, channels, registry }),
      ...linkPageHandlers(linkPages),
      ...quickReplyHandlers({
        db,
        clock,
        bus,
        audit,
        store: createQuickReplies(db),
        valuesFor: createValuesFor({ db, clock, words, timeZone: zone, hoursOf: automationRules.hoursOf }),
        staged: createStagedStore(db),
      }),
      ...searchHandlers(createSearchStore(db, sight)),
      ...inbox.handlers,
    },
    log,
    checkOutput: checked,
    check: (window) => presence.check(window),
  });
  bus.subscribe(
    () => true,
    ({ event }) => event === 'inbox.changed' && showUnread(),
  );
  registry.onBlocks((channelId, blocks) => inbox.heard.blocks(channelId, blocks));
  registry.onCall((id, call) =>
    automation.called(id, call, async () => await registry.driverOf(id)?.rejectCall(call)),
  );
  registry.start(inbox);
  removal.start();
  inbox.cleanMedia();
  jobs.start();
  attendance.wake();
  automation.start();
  notices.start();
  showUnread();
  function hurry() {
    registry.hurry();
    jobs.wake();
    attendance.wake();
    presence.reset();
  }
  const stopWatching = watchAwake({ clock, awake: hurry });

  return {
    dispatch,
    serveMedia: inbox.serveMedia,
    subscribe(window, listener) {
      const unsubscribe = bus.subscribe((row) => allows(row, window.user), listener);
      return () => {
        unsubscribe();
        watch.forget(window);
      };
    },
    listen: (listener) => bus.subscribe(() => true, listener),
    hurry,
    async close() {
      stopWatching();
      attendance.stop();
      automation.stop();
      presence.stop();
      await Promise.all([linkPages.closeAll(), jobs.stop(), removal.stop()]);
      await registry.close();
      inbox.stop();
      notices.stop();
      bus.close();
      db.close();
    },
  };
}
