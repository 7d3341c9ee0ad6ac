import type { ChannelMethod } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import { nameKey } from '../name-key.ts';
import type { Account } from './wire.ts';

/** A channel as the shop owns it; how it stands right now is the registry's. */
export interface ChannelRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly method: ChannelMethod;
  readonly number: string | undefined;
  readonly profileName: string | undefined;
  readonly linkedAt: number | undefined;
  readonly archivedAt: number | undefined;
}

export interface Channels {
  list(): ChannelRow[];
  byId(id: number): ChannelRow | undefined;
  add(channel: { slug: string; name: string; method: ChannelMethod; at: number }): ChannelRow;
  rename(id: number, name: string): void;
  /** Another channel that has this account already. */
  otherWith(account: Account, id: number): ChannelRow | undefined;
  /** What is not told of the same account stays as it was known. */
  setAccount(id: number, account: Account): void;
  linked(id: number, at: number): void;
  /** The link is gone; whose it was stays known. */
  unlinked(id: number): void;
  clearAccount(id: number): void;
}

interface SqlRow {
  id: number;
  slug: string;
  name: string;
  method: ChannelMethod;
  number: string | null;
  profileName: string | null;
  linkedAt: number | null;
  archivedAt: number | null;
}

const COLUMNS = `id, slug, name, method, number, profile_name AS profileName, linked_at AS linkedAt,
  archived_at AS archivedAt`;

export function createChannels(db: Database): Channels {
  const list = db.statement<[], SqlRow>('channels.list', `SELECT ${COLUMNS} FROM channel ORDER BY id`);
  const byId = db.statement<[number], SqlRow>('channels.byId', `SELECT ${COLUMNS} FROM channel WHERE id = ?`);
  const add = db.statement<[string, string, string, ChannelMethod, number], SqlRow>(
    'channels.add',
    `INSERT INTO channel (slug, name, name_key, method, created_at) VALUES (?, ?, ?, ?, ?) RETURNING ${COLUMNS}`,
  );
  const rename = db.statement<[string, string, number]>(
    'channels.rename',
    'UPDATE channel SET name = ?, name_key = ? WHERE id = ?',
  );
  const otherWith = db.statement<[string, string | null, number], SqlRow>(
    'channels.otherWith',
    `SELECT ${COLUMNS} FROM channel WHERE (number = ? OR lid = ?) AND id <> ? LIMIT 1`,
  );
  const setAccount = db.statement<[string, string | null, string | null, string | null, number]>(
    'channels.setAccount',
    `UPDATE channel SET number = ?, lid = coalesce(?, lid), profile_name = coalesce(?, profile_name),
     platform = coalesce(?, platform) WHERE id = ?`,
  );
  const forgetProfile = db.statement<[number, string]>(
    'channels.forgetProfile',
    'UPDATE channel SET lid = NULL, profile_name = NULL, platform = NULL WHERE id = ? AND number IS NOT ?',
  );
  const linked = db.statement<[number, number]>(
    'channels.linked',
    'UPDATE channel SET linked_at = ? WHERE id = ?',
  );
  const unlinked = db.statement<[number]>(
    'channels.unlinked',
    'UPDATE channel SET linked_at = NULL WHERE id = ?',
  );
  const clearAccount = db.statement<[number]>(
    'channels.clearAccount',
    `UPDATE channel SET number = NULL, lid = NULL, profile_name = NULL, platform = NULL, linked_at = NULL,
     phone_seen_at = NULL WHERE id = ?`,
  );

  return {
    list: () => list.all().map(fromSql),
    byId(id) {
      const row = byId.get(id);
      return row && fromSql(row);
    },
    add: ({ slug, name, method, at }) => fromSql(add.get(slug, name, nameKey(name), method, at)!),
    rename: (id, name) => void rename.run(name, nameKey(name), id),
    otherWith({ number, lid }, id) {
      const row = otherWith.get(number, lid ?? null, id);
      return row && fromSql(row);
    },
    setAccount(id, { number, lid, profileName, platform }) {
      db.transaction('channels.setAccount', () => {
        forgetProfile.run(id, number);
        setAccount.run(number, lid ?? null, profileName ?? null, platform ?? null, id);
      });
    },
    linked: (id, at) => void linked.run(at, id),
    unlinked: (id) => void unlinked.run(id),
    clearAccount: (id) => void clearAccount.run(id),
  };
}

function fromSql({ number, profileName, linkedAt, archivedAt, ...row }: SqlRow): ChannelRow {
  return {
    ...row,
    number: number ?? undefined,
    profileName: profileName ?? undefined,
    linkedAt: linkedAt ?? undefined,
    archivedAt: archivedAt ?? undefined,
  };
}
