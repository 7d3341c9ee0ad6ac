import { type Mock, vi } from 'vitest';
import type { Pairing } from '../../preload/entities.ts';
import {
  type Capabilities,
  type ChannelDriver,
  type DriverEvents,
  type DriverFactory,
  MediaFailure,
} from '../channels/driver.ts';

type Question =
  | 'connect'
  | 'close'
  | 'unlink'
  | 'confirm'
  | 'hurry'
  | 'probe'
  | 'send'
  | 'download'
  | 'rejectCall'
  | 'setBlocked'
  | 'lookUp';

type Asked = { readonly [K in Question]: Mock<ChannelDriver[K]> } & {
  readonly [K in 'start' | 'stop']: Mock<ChannelDriver['pairing'][K]>;
};

/** Everything that a driver can be able to do. */
export const ABLE: Capabilities = {
  pairing: ['qr', 'code'],
  typing: true,
  groups: true,
  media: ['image', 'video', 'audio', 'voice', 'document', 'sticker'],
  react: true,
  editMs: 15 * 60_000,
  deleteMs: 60 * 3_600_000,
  calls: true,
  block: true,
};

/** A driver that does nothing by itself: a test says what happened, and looks at what was asked of it. */
export interface FakeDriver extends ChannelDriver {
  readonly events: DriverEvents;
  holds: ReturnType<ChannelDriver['credentials']>;
  shows: Pairing;
  readonly asked: {
    readonly [K in Question | 'start' | 'stop']: ReturnType<typeof vi.fn>;
  };
}

/** `stored`: what each channel's driver finds when it is built, by its slug. */
export function createFakeDrivers(stored: Readonly<Record<string, FakeDriver['holds']>> = {}) {
  const drivers = new Map<string, FakeDriver>();
  const factory: DriverFactory = ({ slug }, events) => {
    const asked: Asked = {
      connect: vi.fn<ChannelDriver['connect']>(),
      close: vi.fn<ChannelDriver['close']>(() => Promise.resolve()),
      unlink: vi.fn<ChannelDriver['unlink']>(() => {
        driver.holds = 'absent';
        return Promise.resolve(true);
      }),
      confirm: vi.fn<ChannelDriver['confirm']>(),
      hurry: vi.fn<ChannelDriver['hurry']>(),
      probe: vi.fn<ChannelDriver['probe']>(() => Promise.resolve(41)),
      send: vi.fn<ChannelDriver['send']>(() => Promise.resolve()),
      download: vi.fn<ChannelDriver['download']>(() => Promise.reject(new MediaFailure('gone'))),
      rejectCall: vi.fn<ChannelDriver['rejectCall']>(() => Promise.resolve()),
      setBlocked: vi.fn<ChannelDriver['setBlocked']>(() => Promise.resolve()),
      lookUp: vi.fn<ChannelDriver['lookUp']>((number) => Promise.resolve([{ kind: 'pn', value: number }])),
      start: vi.fn<ChannelDriver['pairing']['start']>(),
      stop: vi.fn<ChannelDriver['pairing']['stop']>(),
    };
    const driver: FakeDriver = {
      events,
      asked,
      holds: stored[slug] ?? 'absent',
      shows: { phase: 'idle' },
      capabilities: { ...ABLE, groups: false },
      credentials: () => driver.holds,
      connect: () => asked.connect(),
      close: () => asked.close(),
      pairing: {
        current: () => driver.shows,
        start: (method) => asked.start(method),
        stop: () => asked.stop(),
      },
      unlink: () => asked.unlink(),
      send: (message) => asked.send(message),
      download: (order) => asked.download(order),
      rejectCall: (call) => asked.rejectCall(call),
      setBlocked: (chat, blocked) => asked.setBlocked(chat, blocked),
      lookUp: (number) => asked.lookUp(number),
      markRead: () => Promise.resolve(),
      typing: () => Promise.resolve(),
      probe: () => asked.probe(),
      confirm: (stored) => asked.confirm(stored),
      hurry: () => asked.hurry(),
    };
    drivers.set(slug, driver);
    return driver;
  };
  return {
    factory,
    driver(slug: string): FakeDriver {
      const driver = drivers.get(slug);
      if (!driver) throw new Error(`no driver was built for ${slug}`);
      return driver;
    },
  };
}
