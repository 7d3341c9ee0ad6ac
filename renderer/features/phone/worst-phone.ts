/** Which phone most needs to be opened. Pure. */
import type { Channel, PhoneWatch } from '../../../preload/entities.ts';

export interface Reminded {
  channel: Channel;
  reminder: NonNullable<PhoneWatch['reminder']>;
  day: number;
  endsAt: number;
}

/** Channels with a reminder, the one that ends first at the front. */
export function reminded(channels: readonly Channel[]): Reminded[] {
  return channels
    .flatMap((channel) => {
      const { phone, archivedAt } = channel;
      if (!phone?.reminder || archivedAt !== undefined) return [];
      return [{ channel, reminder: phone.reminder, day: phone.day, endsAt: phone.endsAt }];
    })
    .sort((one, other) => one.endsAt - other.endsAt);
}

export const LEVEL_TONES = { info: 'info', warn: 'warn', urgent: 'bad' } as const;
