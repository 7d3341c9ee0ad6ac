import { type BinaryNode, bytesOf, children, node } from '../wire/node.ts';
import type { ChargeKinds, Charges } from './charges.ts';

type Outgoing = (BinaryNode | 'garbage')[];

const SPOILERS: Readonly<Record<ChargeKinds['delivery'], (stanza: BinaryNode) => Outgoing>> = {
  duplicate: (stanza) => [stanza, stanza],
  garbage: () => ['garbage'],
  malformed: ({ tag, attrs, content }) => [node(tag, { ...attrs, id: undefined }, content)],
  undecryptable: (stanza) => [{ ...stanza, content: children(stanza).map(garble) }],
};

/** What really goes out for a stanza when a delivery fault is loaded. */
export function spoil(stanza: BinaryNode, charges: Charges): Outgoing {
  const { category } = stanza.attrs;
  // What phone and companion have to settle between themselves is nobody's "next message".
  const fault = stanza.tag === 'message' && category !== 'peer' ? charges.take('delivery') : undefined;
  return fault ? SPOILERS[fault](stanza) : [stanza];
}

function garble(part: BinaryNode): BinaryNode {
  const bytes = part.tag === 'enc' ? bytesOf(part) : undefined;
  if (!bytes) return part;
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 0xff;
  return { ...part, content: bytes };
}
