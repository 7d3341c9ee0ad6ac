/** What the supervisor's state looks like from outside. Pure. */
import type { ChannelState } from '../../../preload/entities.ts';
import { listensAt, type Supervised, type Timings } from './supervisor-state.ts';

/** A channel's state without the time since when, which only who saw it change can know. */
export function viewChannel(state: Supervised): Omit<ChannelState, 'since'> {
  const { link, pairing, dialogue, credentials } = state;
  if (link.at === 'open')
    return { phase: 'connected', ...(link.mute && { reason: 'mute' }), needsPerson: false };
  if (pairing) {
    const shown = dialogue.phase === 'qr' || dialogue.phase === 'code';
    const reason = pairing.paired ? 'linking' : shown ? 'waiting-for-scan' : 'starting';
    return { phase: 'connecting', reason, needsPerson: false };
  }
  if (credentials === 'absent') return { phase: 'disconnected', reason: 'never-linked', needsPerson: true };
  if (link.at === 'halted') return { phase: 'disconnected', reason: link.reason, needsPerson: true };
  if (!state.wanted) return { phase: 'disconnected', reason: 'stopped-by-user', needsPerson: true };
  const reason = link.reason ?? 'starting';
  if (link.at !== 'waiting') return { phase: 'connecting', reason, needsPerson: false };
  return { phase: 'connecting', reason, retryAt: link.until, needsPerson: false };
}

/** When something falls due by itself, if ever. */
export function nextDeadline({ link, pairing, worker }: Supervised, timings: Timings): number | undefined {
  // A worker that comes or goes says so itself; only then can the wait end.
  const settled = worker === 'ready' || worker === 'none';
  const deadlines = [
    link.at === 'waiting' && settled ? link.until : Infinity,
    link.at === 'connecting' ? link.deadline : Infinity,
    link.at === 'open' ? listensAt(link, timings) : Infinity,
    pairing?.endsAt ?? Infinity,
    pairing?.renewAt ?? Infinity,
  ];
  const next = Math.min(...deadlines);
  return next === Infinity ? undefined : next;
}
