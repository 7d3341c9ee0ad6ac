import type { Logger } from 'pino';
import type { Clock } from './clock.ts';

/** Where the station keeps things; every path is absolute. */
export interface Paths {
  /** The data folder: all that belongs to this station. */
  readonly data: string;
  readonly database: string;
  readonly keys: string;
  readonly backups: string;
  readonly logs: string;
}

/** Protects small secrets at rest (ST-3). */
export interface Secrets {
  /** `system`: the operating system's key store. `file`: a key file only this system user can read. */
  readonly protection: 'system' | 'file';
  seal(plain: Uint8Array): Uint8Array;
  /** Throws when the bytes were not sealed here or were altered. */
  open(sealed: Uint8Array): Uint8Array;
}

/** Tells the person at the counter outside the window. Never holds secrets. */
export interface Notifier {
  /** Somebody has written or waits, and nobody looks at the window. `open` shows it there. */
  message(notice: { title: string; body: string; open: () => void }): void;
  /** The phone of a channel wants to be opened (PH-6). */
  phone(notice: { title: string; body: string; channelId: number }): void;
  /** Conversations with unread messages, for tray and badge. */
  badge(count: number): void;
}

/** Another WhatsApp network than the real one: the simulator, or a developer's. */
export interface Network {
  readonly url: string;
  /** 32 bytes: the Noise root public key that its certificate chain must end in. */
  readonly rootKey: Uint8Array;
  /** PEM of the authority of its media hosts. */
  readonly caPem?: string;
}

/** What a shell gives; everything else is built from these (`compose.ts`). */
export interface Ports {
  readonly paths: Paths;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly notify: Notifier;
  readonly log: Logger;
  readonly shell: 'electron' | 'browser';
  readonly demo: boolean;
  /** Absent: the real WhatsApp. */
  readonly network?: Network;
}
