import type { Caller } from '../../preload/contract.ts';
import type { User } from '../../preload/entities.ts';

/** Whether this user, or nobody, may make a call or hear an event of that row. A manager may do all that others may. */
export function allows(row: Caller, user: User | undefined): boolean {
  return row === 'anyone' || user?.role === 'manager' || user?.role === row;
}
