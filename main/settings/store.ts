import type { Database } from '../db/database.ts';

export const DEFAULT_CHANNEL_LIMIT = 3;

/** What the shop has set and owns; it goes into its backups. Machine preferences are elsewhere. */
export interface Settings {
  /** Empty until the station is set up. */
  shopName(): string;
  setShopName(name: string): void;
  channelLimit(): number;
  setChannelLimit(limit: number): void;
  /** Whom to ask for help; empty for nobody. */
  supportContact(): string;
  setSupportContact(contact: string): void;
}

export function createSettings(db: Database): Settings {
  const get = db.statement<[string], { value: string }>(
    'settings.get',
    'SELECT value FROM setting WHERE name = ?',
  );
  const set = db.statement<[string, string]>(
    'settings.set',
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    shopName: () => get.get('shop.name')?.value ?? '',
    setShopName: (name) => void set.run('shop.name', name),
    channelLimit: () => Number(get.get('channel.limit')?.value ?? DEFAULT_CHANNEL_LIMIT),
    setChannelLimit: (limit) => void set.run('channel.limit', String(limit)),
    supportContact: () => get.get('shop.support')?.value ?? '',
    setSupportContact: (contact) => void set.run('shop.support', contact),
  };
}
