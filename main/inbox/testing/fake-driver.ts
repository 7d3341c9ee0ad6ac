import { type ChannelDriver, MediaFailure, type Outgoing } from '../../channels/driver.ts';
import type { Address } from '../../channels/wire.ts';
import { ABLE } from '../../testing/fake-driver.ts';

/** A driver that does what the test says; everything behind it is WhatsApp's. */
export interface FakeDriver extends ChannelDriver {
  /** Handed over so far, in order. */
  readonly sent: Outgoing[];
  readonly read: { chat: readonly Address[]; waIds: readonly string[]; author?: readonly Address[] }[];
  readonly typed: boolean[];
  readonly blocked: { chat: readonly Address[]; blocked: boolean }[];
  /** What the next hand-overs and read receipts end in. */
  behave(how: () => Promise<void>): void;
}

export function createFakeDriver({ groups = true }: { groups?: boolean } = {}): FakeDriver {
  const sent: Outgoing[] = [];
  const read: FakeDriver['read'] = [];
  const typed: boolean[] = [];
  const blocked: FakeDriver['blocked'] = [];
  let how = (): Promise<void> => Promise.resolve();

  return {
    sent,
    read,
    typed,
    blocked,
    behave(next) {
      how = next;
    },
    capabilities: { ...ABLE, groups },
    credentials: () => 'linked',
    connect: () => {},
    close: () => Promise.resolve(),
    pairing: { current: () => ({ phase: 'idle' }), start: () => {}, stop: () => {} },
    unlink: () => Promise.resolve(true),
    send(message) {
      sent.push(message);
      return how();
    },
    download: () => Promise.reject(new MediaFailure('gone')),
    rejectCall: () => how(),
    async setBlocked(chat, is) {
      await how();
      blocked.push({ chat, blocked: is });
    },
    lookUp: (number) => Promise.resolve([{ kind: 'pn', value: number }]),
    async markRead(chat, waIds, author) {
      await how();
      read.push({ chat, waIds, ...(author && { author }) });
    },
    typing(_chat, typing) {
      typed.push(typing);
      return how();
    },
    probe: () => Promise.resolve(1),
    confirm: () => {},
    hurry: () => {},
  };
}
