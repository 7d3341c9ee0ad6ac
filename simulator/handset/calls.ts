import type { Server } from '../server/server.ts';
import { jidOf } from '../wire/jid.ts';
import { type BinaryNode, children, node } from '../wire/node.ts';
import { type Chat, chatJid } from './chat.ts';
import type { Handset } from './handset.ts';

export type CallState = 'ringing' | 'accepted' | 'rejected' | 'missed' | 'ended';

/** A call that a simulated phone makes. */
export interface Call {
  readonly id: string;
  readonly state: CallState;
  /** Gives up; whoever was called sees a call that has ended. */
  hangUp(): void;
}

/** After so long without an answer a call counts as missed. */
const RINGING_MS = 45_000;

export function placeCall(server: Server, handset: Handset, chat: Chat, video: boolean): Call {
  const id = server.ids.message();
  const creator = jidOf(handset.account, chat.is === 'person' ? chat.mode : 'pn');
  let state: CallState = 'ringing';

  function say(tag: string, attrs: Record<string, string>, content?: BinaryNode[]): void {
    const about = { 'call-id': id, 'call-creator': creator, ...attrs };
    const stanza = { to: chatJid(chat), id: server.ids.stanza(), t: server.seconds() };
    handset.post(node('call', stanza, [node(tag, about, content)]));
  }

  function end(as: CallState): void {
    if (state !== 'ringing') return;
    state = as;
    cancelTimeout();
    forget();
    server.events.emit('screen', { number: handset.account.pn });
  }

  const cancelTimeout = server.timers.after(RINGING_MS, () => {
    end('missed');
    say('terminate', { reason: 'timeout' });
  });
  const forget = handset.events.on('call', (stanza) => {
    const [answer] = children(stanza);
    if (answer?.attrs['call-id'] !== id) return;
    if (answer.tag === 'reject') end('rejected');
    if (answer.tag === 'accept') end('accepted');
  });

  say('offer', { caller_pn: jidOf(handset.account, 'pn') }, [
    node('audio', { enc: 'opus', rate: 16_000 }),
    ...(video ? [node('video', { enc: 'vp8' })] : []),
  ]);

  return {
    id,
    get state() {
      return state;
    },
    hangUp() {
      if (state !== 'ringing') return;
      end('ended');
      say('terminate', { reason: 'hangup' });
    },
  };
}
