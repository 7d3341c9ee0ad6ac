/** What a channel's state means for the person in front of it. Pure. */
import type { Channel, ChannelReason } from '../../../preload/entities.ts';
import type { Tone } from '../../ui/state-pill.tsx';

/** An archived channel's conversations can be read, and nothing else. */
export function isInUse({ archivedAt }: Channel): boolean {
  return archivedAt === undefined;
}

const LINK_AGAIN: ReadonlySet<ChannelReason> = new Set([
  'never-linked',
  'waiting-for-scan',
  'linking',
  'starting',
  'unlinked-on-phone',
  'keys-damaged',
  'keys-missing',
]);

/** Nothing but a phone that scans (or a code typed there) brings it back. */
export function needsLinking({ linkedAt, state: { phase, reason } }: Channel): boolean {
  if (phase === 'connected') return false;
  if (linkedAt === undefined) return true;
  return phase === 'disconnected' && reason !== undefined && LINK_AGAIN.has(reason);
}

export function channelTone(channel: Channel): Tone {
  if (!isInUse(channel)) return 'idle';
  switch (channel.state.phase) {
    case 'connected':
      // Nothing comes in, and the connection is being made anew (PH-5).
      return channel.state.reason === 'mute' ? 'busy' : 'ok';
    case 'connecting':
      return 'busy';
    case 'disconnected':
      return 'bad';
  }
}
