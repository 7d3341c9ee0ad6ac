import { createStore } from 'zustand';

/** Counts what has changed in what goes out by itself, or in whether a channel is open. */
const changes = createStore<{ count: number }>()(() => ({ count: 0 }));

export function takeAutomationChange(): void {
  changes.setState(({ count }) => ({ count: count + 1 }));
}

/** For who shows an outcome of it: asks now, and anew with each change. Answers how to stop. */
export function askWithEachChange(ask: () => Promise<void>): () => void {
  void ask();
  return changes.subscribe(() => void ask());
}
