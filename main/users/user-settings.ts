import { InboxOrder } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';

/** What users have chosen for themselves; kept with the shop's data, so that it follows them. */
export interface UserSettings {
  inboxOrder(userId: number | undefined): InboxOrder;
  setInboxOrder(userId: number, order: InboxOrder): void;
}

const ORDER = 'inbox.order';

export function createUserSettings(db: Database): UserSettings {
  const get = db.statement<[number, string], { value: string }>(
    'userSettings.get',
    'SELECT value FROM user_setting WHERE user_id = ? AND name = ?',
  );
  const set = db.statement<[number, string, string]>(
    'userSettings.set',
    `INSERT INTO user_setting (user_id, name, value) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  );
  return {
    inboxOrder(userId) {
      const stored = userId === undefined ? undefined : get.get(userId, ORDER)?.value;
      return InboxOrder.safeParse(stored).data ?? 'longest-waiting';
    },
    setInboxOrder: (userId, order) => void set.run(userId, ORDER, order),
  };
}
