import { readPreKey, readSignedPreKey, bundleNodes } from '../../wire/bundle.ts';
import { type BinaryNode, child, children, node } from '../../wire/node.ts';
import type { Companion } from '../companion.ts';
import { Refusal } from '../refusal.ts';
import type { Server } from '../server.ts';
import type { Answer } from './query.ts';

/** Pre-keys: how many are left, new ones, and those of others. */
export const answerEncrypt: Answer = ({ iq, companion, server }) => {
  const [about] = children(iq);
  switch (about?.tag) {
    case 'count':
      return [node('count', { value: companion.record.preKeys.length })];
    case 'digest':
      return [node('digest')];
    case 'key':
      return [
        node(
          'list',
          {},
          children(about, 'user').map((user) => bundleOf(user, server)),
        ),
      ];
    case 'rotate':
      companion.change({ signedPreKey: readSignedPreKey(needed(about, 'skey')) });
      return undefined;
    case undefined:
    default:
      upload(iq, companion);
      return undefined;
  }
};

function bundleOf({ attrs: { jid = '' } }: BinaryNode, server: Server): BinaryNode {
  const endpoint = server.registry.endpoint(jid);
  if (!endpoint) return node('user', { jid }, [node('error', { code: 404, text: 'item-not-found' })]);
  return node('user', { jid }, bundleNodes(endpoint.takeBundle()));
}

function upload(iq: BinaryNode, companion: Companion): void {
  const fresh = children(child(iq, 'list'), 'key').map(readPreKey);
  const known = new Set(fresh.map(({ id }) => id));
  companion.change({
    preKeys: [...companion.record.preKeys.filter(({ id }) => !known.has(id)), ...fresh],
    signedPreKey: readSignedPreKey(needed(iq, 'skey')),
  });
}

function needed(parent: BinaryNode, tag: string): BinaryNode {
  const found = child(parent, tag);
  if (!found) throw new Refusal(400, `no <${tag}>`);
  return found;
}
