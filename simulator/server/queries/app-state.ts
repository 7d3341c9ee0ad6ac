import { type BinaryNode, bytesOf, child, children, node } from '../../wire/node.ts';
import type { Answer } from './query.ts';

const CONFLICT = 409;

/** Patches of the shared settings: those a client brings, and those it does not have yet. */
export const answerAppState: Answer = ({ iq, companion, server }) => {
  const { account } = companion;

  const answerCollection = (asked: BinaryNode): BinaryNode => {
    const { name = '', version = '0' } = asked.attrs;
    const patches = children(asked, 'patch').map((patch) => bytesOf(patch) ?? Buffer.alloc(0));
    const taken = patches.every((patch, i) =>
      server.appState.push(companion, name, Number(version) + i, patch),
    );
    if (!taken) {
      const error = node('error', { code: CONFLICT, text: 'conflict' });
      return node('collection', { name, type: 'error' }, [error]);
    }
    const missing = patches.length > 0 ? [] : server.appState.since(account, name, Number(version));
    const attrs = {
      name,
      version: server.appState.version(account, name),
      type: 'result',
      has_more_patches: 'false',
    };
    const patchNodes = missing.map((patch) => node('patch', {}, patch));
    return node('collection', attrs, patchNodes.length > 0 ? [node('patches', {}, patchNodes)] : undefined);
  };

  return [node('sync', {}, children(child(iq, 'sync'), 'collection').map(answerCollection))];
};
