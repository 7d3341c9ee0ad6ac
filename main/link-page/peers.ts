import type { Clock } from '../clock.ts';
import { type Bucket, createBucket } from './bucket.ts';

/** Enough for a page with its files and four actions pressed in a row; far too little to guess with. */
const PER_PEER = { burst: 40, perSecond: 5, connections: 12 };
const OVERALL = { burst: 120, perSecond: 20, connections: 48 };
/** A page left open from an earlier request knocks two or three times; more is somebody who guesses. */
const WRONG_TRIES = 10;

interface Peer {
  readonly bucket: Bucket;
  connections: number;
  wrongTries: number;
}

/** What is known of who knocks, by address, as long as the sockets are open. */
export interface Peers {
  /** False: no connection for this one now, or ever. */
  connect(address: string): boolean;
  disconnect(address: string): void;
  verdict(address: string): 'welcome' | 'too-fast' | 'banned';
  wrongTry(address: string): void;
  forget(): void;
}

export function createPeers(clock: Clock): Peers {
  const peers = new Map<string, Peer>();
  const overall = createBucket(clock, OVERALL.burst, OVERALL.perSecond);
  let connections = 0;

  function at(address: string): Peer {
    let peer = peers.get(address);
    if (peer === undefined) {
      const bucket = createBucket(clock, PER_PEER.burst, PER_PEER.perSecond);
      peer = { bucket, connections: 0, wrongTries: 0 };
      peers.set(address, peer);
    }
    return peer;
  }

  return {
    connect(address) {
      const peer = at(address);
      if (peer.wrongTries >= WRONG_TRIES) return false;
      if (peer.connections >= PER_PEER.connections || connections >= OVERALL.connections) return false;
      peer.connections += 1;
      connections += 1;
      return true;
    },
    disconnect(address) {
      at(address).connections -= 1;
      connections -= 1;
    },
    verdict(address) {
      const peer = at(address);
      if (peer.wrongTries >= WRONG_TRIES) return 'banned';
      // The peer's own bucket first, so that one peer cannot empty everybody's.
      return peer.bucket.take() && overall.take() ? 'welcome' : 'too-fast';
    },
    wrongTry(address) {
      at(address).wrongTries += 1;
    },
    forget() {
      for (const [address, peer] of peers) {
        if (peer.connections === 0) peers.delete(address);
        else peer.wrongTries = 0;
      }
    },
  };
}
