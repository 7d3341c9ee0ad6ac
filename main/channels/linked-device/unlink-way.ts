import type { ChannelReason } from '../../../preload/entities.ts';
import type { Supervised } from './supervisor-state.ts';

/**
 * Whether WhatsApp can be asked to unlink. `gone`: the phone lists the device no more, or never did. `coming`: there
 * will be a connection. `faltering`: the network seems to be away. `none`: no connection will come. Pure.
 */
export type UnlinkWay = 'gone' | 'open' | 'coming' | 'faltering' | 'none';

const AWAY: ReadonlySet<ChannelReason | undefined> = new Set<ChannelReason>(['offline', 'not-answering']);

export function unlinkWay({ credentials, link }: Supervised): UnlinkWay {
  if (credentials === 'absent') return 'gone';
  switch (link.at) {
    case 'halted':
      return link.reason === 'unlinked-on-phone' ? 'gone' : 'none';
    case 'waiting':
      return 'faltering';
    case 'connecting':
      return AWAY.has(link.reason) ? 'faltering' : 'coming';
    case 'rest':
      return 'coming';
    case 'open':
      return 'open';
  }
}
