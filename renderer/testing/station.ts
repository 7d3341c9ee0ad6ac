import { vi } from 'vitest';
import type { CallInput, CallName, Reply } from '../../preload/contract.ts';
import { enter } from '../bridge.ts';

/** Main, as the stores of a window see it: what was asked, and what is answered. */
export interface FakeStation {
  /** What was asked by this name, in order. */
  asked<N extends CallName>(name: N): CallInput<N>[];
  answer(name: CallName, reply: (input: never) => Reply<unknown> | Promise<Reply<unknown>>): void;
}

/** Puts it behind the bridge; whatever no answer was given for is done. */
export async function fakeStation(): Promise<FakeStation> {
  const all: { name: CallName; input: unknown }[] = [];
  const answers = new Map<CallName, (input: never) => Reply<unknown> | Promise<Reply<unknown>>>();
  vi.stubGlobal('window', {
    station: {
      call(name: CallName, input: never) {
        all.push({ name, input });
        return Promise.resolve(answers.get(name)?.(input) ?? { ok: true, value: undefined });
      },
      on: () => () => {},
      onConnection: () => () => {},
    },
  });
  await enter(() => {});
  vi.unstubAllGlobals();
  return {
    asked: <N extends CallName>(wanted: N) =>
      all.flatMap(({ name, input }) => (name === wanted ? [input as CallInput<N>] : [])),
    answer: (name, reply) => void answers.set(name, reply),
  };
}
