import type { Logger } from 'pino';
import {
  calls,
  type CallError,
  type CallInput,
  type CallName,
  type CallOutput,
  type Reply,
} from '../../preload/contract.ts';
import { Refusal } from '../failure.ts';
import type { Handlers, WindowSession } from './handler.ts';
import { allows } from './roles.ts';

/** The one door: whatever a window asks comes through here and leaves as data, never as a throw (seam 1). */
export type Dispatch = (name: unknown, input: unknown, window: WindowSession) => Promise<Reply<unknown>>;

export function createDispatcher(deps: {
  readonly handlers: Handlers;
  readonly log: Logger;
  /** Holds handlers to their row's output too; costs a parse, so not where people wait. */
  readonly checkOutput: boolean;
  /** Called before each call: a window that was left alone is locked by then (AT-6). */
  readonly check?: (window: WindowSession) => void;
}): Dispatch {
  async function run<N extends CallName>(
    name: N,
    input: unknown,
    window: WindowSession,
  ): Promise<CallOutput<N>> {
    const row = calls[name];
    const parsed = row.input.safeParse(input);
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join('.');
      throw new Refusal('invalid-input', field ? { field } : {});
    }
    deps.check?.(window);
    if (!allows(row.role, window.user)) throw new Refusal(window.user ? 'not-allowed' : 'locked');
    const value = await deps.handlers[name](parsed.data as CallInput<N>, { window, user: window.user });
    return (deps.checkOutput ? row.output.parse(value) : value) as CallOutput<N>;
  }

  return async (name, input, window) => {
    try {
      if (!isCallName(name)) throw new Refusal('unknown-call');
      return { ok: true, value: await run(name, input, window) };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: asData(error) };
      deps.log.error({ err: error, call: name }, 'a call failed');
      return { ok: false, error: { code: 'internal' } };
    }
  };
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

function asData({ code, field, params }: Refusal): CallError {
  return { code, ...(field !== undefined && { field }), ...(params !== undefined && { params }) };
}
