import type { Cabinet } from '../base/cabinet.ts';
import type { Account } from './registry.ts';

/** Whom each account does not want to hear from. */
export interface Blocks {
  /** Numbers. */
  of(account: Account): readonly string[];
  set(account: Account, other: Account, blocked: boolean): void;
  /** Whether what `from` says may reach `to`. */
  lets(from: Account, to: Account): boolean;
}

export function createBlocks(cabinet: Cabinet): Blocks {
  const shelf = cabinet.shelf<string[]>('blocks');
  const of = ({ pn }: Account) => shelf.get(pn) ?? [];
  return {
    of,
    set(account, other, blocked) {
      const others = of(account).filter((pn) => pn !== other.pn);
      shelf.put(account.pn, blocked ? [...others, other.pn] : others);
    },
    lets: (from, to) => !of(to).includes(from.pn),
  };
}
