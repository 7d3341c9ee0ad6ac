import { ChannelPreferences } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';

/** What a channel does until a manager says otherwise. */
export const DEFAULTS: ChannelPreferences = {
  syncMessages: true,
  listAllContacts: false,
  ownMessagesOnly: false,
};

export type PreferenceChanges = {
  readonly [K in keyof ChannelPreferences]?: ChannelPreferences[K] | undefined;
};

export interface ChannelPreferenceStore {
  get(channelId: number): ChannelPreferences;
  /** Channels that list all contacts (PR-4). */
  listingAll(): number[];
  set(channelId: number, changes: PreferenceChanges): ChannelPreferences;
}

export function createChannelPreferences(db: Database): ChannelPreferenceStore {
  const read = db.statement<[number], { value: string }>(
    'channelPreferences.get',
    'SELECT value FROM channel_preference WHERE channel_id = ?',
  );
  const write = db.statement<[number, string]>(
    'channelPreferences.set',
    `INSERT INTO channel_preference (channel_id, value) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  );
  const listingAll = db.statement<[], { id: number }>(
    'channelPreferences.listingAll',
    `SELECT channel_id AS id FROM channel_preference WHERE json_extract(value, '$.listAllContacts')`,
  );
  // Asked with every message and every row of the inbox.
  const known = new Map<number, ChannelPreferences>();

  function get(channelId: number): ChannelPreferences {
    const cached = known.get(channelId);
    if (cached) return cached;
    const stored = JSON.parse(read.get(channelId)?.value ?? '{}') as Partial<ChannelPreferences>;
    const preferences = ChannelPreferences.parse({ ...DEFAULTS, ...stored });
    known.set(channelId, preferences);
    return preferences;
  }

  return {
    get,
    listingAll: () => listingAll.all().map(({ id }) => id),
    set(channelId, changes) {
      const defined = Object.entries(changes).filter(([, value]) => value !== undefined);
      const next = ChannelPreferences.parse({ ...get(channelId), ...Object.fromEntries(defined) });
      write.run(channelId, JSON.stringify(next));
      known.set(channelId, next);
      return next;
    },
  };
}
