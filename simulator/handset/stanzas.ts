import { type PreKeyBundle, retryNodes } from '../wire/bundle.ts';
import { jidOf } from '../wire/jid.ts';
import { type BinaryNode, node } from '../wire/node.ts';
import type { Endpoint } from '../server/registry.ts';
import { type Chat, chatJid, chatMode } from './chat.ts';

export const messageStanza = (
  chat: Chat,
  attrs: { id: string; type: string; edit?: string | undefined },
  content: BinaryNode[],
): BinaryNode => node('message', { to: chatJid(chat), ...attrs }, content);

/** The same message once more, for a single device. */
export function resendStanza(
  chat: Chat,
  device: Endpoint,
  own: boolean,
  attrs: { id: string; type: string },
  enc: BinaryNode,
): BinaryNode {
  const jid = jidOf(device.account, chatMode(chat), device.device);
  const to =
    chat.is === 'group'
      ? { to: chatJid(chat), participant: jid }
      : { to: jid, recipient: own ? chatJid(chat) : undefined };
  return node('message', { ...to, ...attrs }, [enc]);
}

/** A receipt for several messages of one chat; `author` names who wrote them, in groups. */
export function receiptStanza(
  to: string,
  ids: readonly string[],
  type?: string,
  author?: string,
): BinaryNode {
  const [id, ...others] = ids;
  const list = others.map((other) => node('item', { id: other }));
  const attrs = { to, id, type, participant: author };
  return node('receipt', attrs, list.length > 0 ? [node('list', {}, list)] : undefined);
}

/** From the second request on a phone sends along what is needed to begin anew. */
export function retryStanza(stanza: BinaryNode, count: number, bundle: () => PreKeyBundle): BinaryNode {
  const { id, from, participant, recipient, t } = stanza.attrs;
  const retry = node('retry', { count, id, t, v: 1, error: 0 });
  const [registration, ...keys] = retryNodes(bundle());
  const known = registration ? [registration] : [];
  return node('receipt', { to: from, id, type: 'retry', participant, recipient }, [
    retry,
    ...known,
    ...(count > 1 ? keys : []),
  ]);
}
