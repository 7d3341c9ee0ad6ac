import type { Role, User } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import { nameKey } from '../name-key.ts';
import type { Tries } from './rules.ts';

export interface Credentials extends Tries {
  readonly user: User;
  readonly pinHash: string;
}

/** Those who left have no credentials and are not listed, unless asked for. */
export interface Users {
  list(): User[];
  all(): (User & { active: boolean })[];
  byId(id: number): User | undefined;
  managerExists(): boolean;
  credentials(id: number): Credentials | undefined;
  /** `undefined` when the name is taken. */
  add(user: { name: string; role: Role; pinHash: string; at: number }): User | undefined;
  setTries(id: number, tries: Tries): void;
  /** `undefined` when the name is taken. */
  update(user: User): User | undefined;
  setPin(id: number, pinHash: string): void;
  /** Their name is free for somebody else from now on. */
  leave(id: number, at: number): void;
  /** `undefined` when the name was taken meanwhile. */
  comeBack(id: number, pinHash: string): User | undefined;
  isGone(id: number): boolean;
}

export function createUsers(db: Database): Users {
  const list = db.statement<[], User>(
    'users.list',
    'SELECT id, name, role FROM user WHERE left_at IS NULL ORDER BY name_key',
  );
  const byId = db.statement<[number], User>(
    'users.byId',
    'SELECT id, name, role FROM user WHERE id = ? AND left_at IS NULL',
  );
  const manager = db.statement<[], { found: 1 }>(
    'users.manager',
    `SELECT 1 AS found FROM user WHERE role = 'manager' AND left_at IS NULL LIMIT 1`,
  );
  const credentials = db.statement<[number], Tries & { pinHash: string }>(
    'users.credentials',
    'SELECT pin_hash AS pinHash, wrong_pins AS wrongPins, pin_locked_until AS lockedUntil FROM user WHERE id = ?',
  );
  const add = db.statement<[string, string, Role, string, number], User>(
    'users.add',
    `INSERT INTO user (name, name_key, role, pin_hash, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (name_key) DO NOTHING RETURNING id, name, role`,
  );
  const setTries = db.statement<[number, number, number]>(
    'users.setTries',
    'UPDATE user SET wrong_pins = ?, pin_locked_until = ? WHERE id = ?',
  );
  const all = db.statement<[], User & { active: number }>(
    'users.all',
    'SELECT id, name, role, left_at IS NULL AS active FROM user ORDER BY left_at IS NOT NULL, name_key',
  );
  const update = db.statement<[string, string, Role, number], User>(
    'users.update',
    'UPDATE OR IGNORE user SET name = ?, name_key = ?, role = ? WHERE id = ? RETURNING id, name, role',
  );
  const setPin = db.statement<[string, number]>(
    'users.setPin',
    'UPDATE user SET pin_hash = ?, wrong_pins = 0, pin_locked_until = 0 WHERE id = ?',
  );
  const leave = db.statement<[number, number]>(
    'users.leave',
    `UPDATE user SET left_at = ?, name_key = name_key || ' #' || id, pin_hash = '' WHERE id = ? AND left_at IS NULL`,
  );
  const gone = db.statement<[number], { name: string; role: Role }>(
    'users.gone',
    'SELECT name, role FROM user WHERE id = ? AND left_at IS NOT NULL',
  );
  const comeBack = db.statement<[string, string, number], User>(
    'users.comeBack',
    `UPDATE OR IGNORE user SET left_at = NULL, name_key = ?, pin_hash = ?, wrong_pins = 0, pin_locked_until = 0
     WHERE id = ? RETURNING id, name, role`,
  );

  return {
    list: () => list.all(),
    all: () => all.all().map(({ active, ...user }) => ({ ...user, active: active === 1 })),
    byId: (id) => byId.get(id),
    managerExists: () => manager.get() !== undefined,
    credentials(id) {
      const user = byId.get(id);
      const stored = credentials.get(id);
      return user && stored && { user, ...stored };
    },
    add: ({ name, role, pinHash, at }) => add.get(name, nameKey(name), role, pinHash, at),
    setTries: (id, { wrongPins, lockedUntil }) => void setTries.run(wrongPins, lockedUntil, id),
    update: ({ id, name, role }) => update.get(name, nameKey(name), role, id),
    setPin: (id, pinHash) => void setPin.run(pinHash, id),
    leave: (id, at) => void leave.run(at, id),
    comeBack(id, pinHash) {
      const left = gone.get(id);
      return left && comeBack.get(nameKey(left.name), pinHash, id);
    },
    isGone: (id) => gone.get(id) !== undefined,
  };
}
