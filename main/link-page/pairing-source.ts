import type { Pairing } from '../../preload/entities.ts';

export type PairingMethod = { readonly kind: 'qr' } | { readonly kind: 'code'; readonly number: string };

/** All of the station that a page can reach: the linking of a channel, and nothing that unlinks. */
export interface PairingSource {
  current(channelId: number): Pairing;
  /** Starts linking, or starts it over. Throws a `Refusal` that the person at the page is told of. */
  start(channelId: number, method: PairingMethod): void | Promise<void>;
  stop(channelId: number): void | Promise<void>;
  subscribe(channelId: number, listener: (pairing: Pairing) => void): () => void;
}
