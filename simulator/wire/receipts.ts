import { type BinaryNode, children } from './node.ts';

/** The ids a receipt speaks of: its own and those of its list. */
export function answeredIds(receipt: BinaryNode): string[] {
  const items = children(children(receipt, 'list')[0], 'item');
  return [receipt, ...items].map(({ attrs }) => attrs['id'] ?? '');
}

/** Whether a client's `<ack>` is about that stanza. */
export function isAcknowledged(stanza: BinaryNode, ack: BinaryNode): boolean {
  const { id, class: tag, type } = ack.attrs;
  if (stanza.tag !== tag || stanza.attrs['id'] !== id) return false;
  // A message may have several receipts; each is acknowledged on its own.
  return tag !== 'receipt' || stanza.attrs['type'] === type;
}
