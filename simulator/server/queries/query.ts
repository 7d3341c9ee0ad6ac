import type { BinaryNode } from '../../wire/node.ts';
import type { Companion } from '../companion.ts';
import type { Server } from '../server.ts';

export interface Query {
  readonly iq: BinaryNode;
  readonly companion: Companion;
  readonly server: Server;
}

/** Answers a query with the children of its result, or throws a Refusal. */
export type Answer = (query: Query) => BinaryNode[] | undefined;
