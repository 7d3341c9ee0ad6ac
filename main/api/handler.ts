import type { CallInput, CallName, CallOutput, EventName, EventPayload } from '../../preload/contract.ts';
import type { User } from '../../preload/entities.ts';

/** One window at the counter: who has unlocked it, if anybody. Kept by the transport, across its reconnections. */
export interface WindowSession {
  user: User | undefined;
}

/** Who calls. `user` is there for every call whose row asks for a role. */
export interface CallContext {
  readonly window: WindowSession;
  readonly user: User | undefined;
}

/** A call without an answer may be handled by a function without one. */
type Answer<N extends CallName> = undefined extends CallOutput<N> ? CallOutput<N> | void : CallOutput<N>;

export type Handler<N extends CallName> = (
  input: CallInput<N>,
  context: CallContext,
) => Answer<N> | Promise<Answer<N>>;

/** Every row of the contract has its handler, or this does not compile. */
export type Handlers = { readonly [N in CallName]: Handler<N> };

/** Where features put what has happened; windows hear it merged, about every 50 ms (seam 2). */
export interface Bus {
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
}
