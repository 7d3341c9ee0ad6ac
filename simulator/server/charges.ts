import type { IdentityFault } from '../wire/adv.ts';
import type { CertificateFault } from '../wire/certificates.ts';

/** What can be made to go wrong the next time it happens, and how. */
export interface ChargeKinds {
  /** An HTTP status instead of the upgrade, or no answer at all. */
  upgrade: number | 'silence';
  certificate: CertificateFault;
  /** The reason of a `<failure>` instead of `<success>`. */
  login: number;
  link: IdentityFault | 'silence' | 'refusal' | 'passkey';
  /** The error in the acknowledgement of a message, or no acknowledgement. */
  ack: number | 'drop';
  /** A receipt that gets lost on its way to the server. */
  receipt: 'lost';
  delivery: 'duplicate' | 'malformed' | 'garbage' | 'undecryptable';
  /** The xmlns of a query that stays unanswered. */
  query: string;
  /** HTTP statuses of the media host, or what else is wrong with a file. */
  upload: number;
  /** `cut`: half of it, then the line breaks; `endless`: more and more bytes. */
  download: number | 'corrupt' | 'cut' | 'endless' | { readonly slowMs: number };
}

/** Faults that wait for their moment; each goes off as often as it was loaded. */
export interface Charges {
  load<Kind extends keyof ChargeKinds>(kind: Kind, value: ChargeKinds[Kind], times?: number): void;
  /** Uses up the oldest charge of that kind that `fits`. */
  take<Kind extends keyof ChargeKinds>(
    kind: Kind,
    fits?: (value: ChargeKinds[Kind]) => boolean,
  ): ChargeKinds[Kind] | undefined;
  clear(): void;
}

export function createCharges(): Charges {
  const loaded = new Map<keyof ChargeKinds, unknown[]>();
  const list = <Kind extends keyof ChargeKinds>(kind: Kind): ChargeKinds[Kind][] => {
    const known = loaded.get(kind) ?? [];
    loaded.set(kind, known);
    return known as ChargeKinds[Kind][];
  };
  return {
    load(kind, value, times = 1) {
      for (let i = 0; i < times; i++) list(kind).push(value);
    },
    take(kind, fits = () => true) {
      const index = list(kind).findIndex(fits);
      return index < 0 ? undefined : list(kind).splice(index, 1)[0];
    },
    clear: () => loaded.clear(),
  };
}
