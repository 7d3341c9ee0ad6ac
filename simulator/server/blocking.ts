import { jidOf } from '../wire/jid.ts';
import { node } from '../wire/node.ts';
import type { Account, Endpoint } from './registry.ts';
import type { Server } from './server.ts';

/** Blocks somebody, or ends it, from one device of an account; its linked devices hear of it. */
export function block(server: Server, from: Endpoint, other: Account, blocked: boolean): void {
  server.blocks.set(from.account, other, blocked);
  const attrs = {
    jid: jidOf(other, 'lid'),
    pn_jid: jidOf(other, 'pn'),
    action: blocked ? 'block' : 'unblock',
  };
  for (const device of from.account.devices.values()) {
    if (device === from || device.device === 0) continue;
    const own = jidOf(from.account, 'pn');
    device.deliver(
      server.notification('account_sync', [node('blocklist', {}, [node('item', attrs)])], { from: own }),
    );
  }
  server.events.emit('screen', { number: from.account.pn });
}
