import type { Cabinet } from '../base/cabinet.ts';
import type { Clock, Timers } from '../base/clock.ts';
import type { Emitter } from '../base/emitter.ts';
import type { Ids } from '../base/ids.ts';
import type { MediaStore } from '../media/store.ts';
import type { ServerKeys } from '../wire/certificates.ts';
import type { BinaryNode } from '../wire/node.ts';
import type { AppState } from './app-state.ts';
import type { Blocks } from './blocks.ts';
import type { Charges } from './charges.ts';
import type { Companion } from './companion.ts';
import type { NetworkEvents } from './events.ts';
import type { Groups } from './groups.ts';
import type { Linking } from './linking.ts';
import type { Presence } from './presence.ts';
import type { Registry } from './registry.ts';
import type { Router } from './router.ts';
import type { Session } from './session.ts';

export interface Stats {
  framesIn: number;
  framesOut: number;
  messages: number;
}

/** The parts of the simulated service, as they know each other. */
export interface Server {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly cabinet: Cabinet;
  readonly ids: Ids;
  readonly events: Emitter<NetworkEvents>;
  readonly charges: Charges;
  readonly keys: ServerKeys;
  readonly registry: Registry;
  /** By companionName. */
  readonly companions: Map<string, Companion>;
  readonly groups: Groups;
  readonly blocks: Blocks;
  readonly appState: AppState;
  readonly linking: Linking;
  readonly router: Router;
  readonly presence: Presence;
  readonly media: MediaStore;
  readonly sessions: Set<Session>;
  readonly stats: Stats;
  /** Whether anybody gets through to the chat server and the media host. */
  reachable: boolean;
  /** Milliseconds by which everything the server says is late. */
  latency: number;
  /** The chain that vouches for the server's key. */
  certificate(): Buffer;
  /** A notification of that type, by default from the server itself. */
  notification(
    type: string,
    content: BinaryNode[],
    attrs?: { from?: string; participant?: string; id?: string },
  ): BinaryNode;
  /** The clock in seconds, as stanzas carry time. */
  seconds(): number;
}
