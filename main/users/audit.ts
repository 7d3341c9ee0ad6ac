import type { User } from '../../preload/entities.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';

/** What managers do, for who asks later (ST-3). */
export type Audit = (
  user: User | undefined,
  action: string,
  detail?: Readonly<Record<string, string | number>>,
) => void;

export function createAudit(db: Database, clock: Clock): Audit {
  const add = db.statement<[number, number | null, string, string]>(
    'audit.add',
    'INSERT INTO audit (at, user_id, action, detail) VALUES (?, ?, ?, ?)',
  );
  return (user, action, detail = {}) =>
    void add.run(clock.now(), user?.id ?? null, action, JSON.stringify(detail));
}
