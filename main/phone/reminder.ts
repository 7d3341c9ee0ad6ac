import type { Logger } from 'pino';
import type { User } from '../../preload/entities.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { Audit } from '../users/audit.ts';
import {
  type Level,
  type PhoneWatch,
  type ReminderDay,
  seenAfter,
  silentSince,
  watchPhone,
} from './rules.ts';
import type { Phone, PhoneStore } from './store.ts';

/** A reminder for the person at the counter; its words are chosen where it is shown. */
export interface PhoneNotice {
  readonly channelId: number;
  readonly channelName: string;
  readonly day: ReminderDay;
  readonly level: Level;
  readonly endsAt: number;
}

export interface PhoneReminder {
  /** The daily job: gives each channel's newest reminder if it was not given yet. Answers what it did. */
  remind(): string;
  /** A sign of the phone from WhatsApp. What it claims is not trusted, and a channel that is gone is no trouble. */
  phoneSeen(channelId: number, at: number): void;
  /** *Abri o WhatsApp no celular*. */
  declareSeen(channelId: number, user: User | undefined): void;
  /** For card and banner; `undefined` while no phone is linked. */
  watch(channelId: number): PhoneWatch | undefined;
}

export function createPhoneReminder({
  db,
  store,
  clock,
  audit,
  notify,
  changed,
  log,
}: {
  db: Database;
  store: PhoneStore;
  clock: Clock;
  audit: Audit;
  notify: (notice: PhoneNotice) => void;
  /** `watch` may answer something else now. */
  changed: (channelId: number) => void;
  log: Logger;
}): PhoneReminder {
  /** Whether it is news. */
  function see(phone: Phone, at: number): boolean {
    const seenAt = seenAfter(phone, at, clock.now());
    if (seenAt === undefined) return false;
    store.see(phone.channelId, seenAt);
    return true;
  }

  /** Whether there was one to give. It is written down first: better shown by the banner alone than given twice. */
  function remindOf(phone: Phone, now: number): boolean {
    const { channelId, channelName } = phone;
    // All that is known was written under a wrong clock, which would hold the reminder back until then.
    if (silentSince(phone, now) === undefined) store.countFrom(channelId, now);
    const watch = watchPhone(phone, now);
    if (!watch?.reminder) return false;
    const { endsAt, reminder } = watch;
    if (!store.give(channelId, reminder.day, now)) return false;
    try {
      notify({ channelId, channelName, ...reminder, endsAt });
    } catch (error) {
      log.error({ channel: channelId, err: error }, 'phone reminder not shown');
    }
    return true;
  }

  return {
    remind() {
      const phones = store.linked();
      const given = phones.filter((phone) => remindOf(phone, clock.now()));
      // A day has passed for all of them, reminded of or not.
      for (const { channelId } of phones) changed(channelId);
      return `${given.length} of ${phones.length} reminded`;
    },
    phoneSeen(channelId, at) {
      const phone = store.of(channelId);
      if (phone && see(phone, at)) changed(channelId);
    },
    declareSeen(channelId, user) {
      const phone = store.of(channelId);
      if (!phone) throw new Refusal('channel-not-found');
      if (phone.linkedAt === undefined) throw new Refusal('channel-not-linked');
      const news = db.transaction('phone.declareSeen', () => {
        if (!see(phone, clock.now())) return false;
        audit(user, 'phone.declared-seen', { channel: channelId });
        return true;
      });
      if (news) changed(channelId);
    },
    watch(channelId) {
      const phone = store.of(channelId);
      return phone && watchPhone(phone, clock.now());
    },
  };
}
