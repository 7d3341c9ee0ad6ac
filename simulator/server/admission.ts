import { type BinaryNode, node } from '../wire/node.ts';
import { companionName } from './companion.ts';
import { createDesk } from './desk.ts';
import type { Server } from './server.ts';
import type { Arrival } from './session.ts';

const UNAUTHORIZED = 401;

/** Lets a client in by what its handshake says: as a registration, or as a companion that logs in. */
export function createAdmission(server: Server): (arrival: Arrival) => void {
  const serve = createDesk(server);

  function login({ session, clientKey, payload }: Arrival): void {
    const number = String(payload.username ?? '');
    const device = payload.device ?? 0;
    const companion = server.companions.get(companionName(number, device));
    const known = companion?.record.noiseKey.equals(clientKey) ?? false;
    const reason = server.charges.take('login') ?? (known ? undefined : UNAUTHORIZED);
    if (!companion || reason !== undefined) {
      session.close(node('failure', { reason, location: 'gru' }));
      server.events.emit('loginRefused', { number, device, reason: reason ?? UNAUTHORIZED });
      return;
    }
    const receive = (stanza: BinaryNode) => {
      // One that was replaced or unlinked may go on talking until its connection is closed.
      if (companion.session === session) serve(companion, stanza);
    };
    session.assign({ receive, gone: () => companion.detach(session) }, { number, device });
    companion.attach(session);
  }

  return (arrival) => {
    const registering = arrival.payload.devicePairingData;
    if (registering) server.linking.begin(arrival, registering);
    else login(arrival);
  };
}
