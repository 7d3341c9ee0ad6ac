import { useState } from 'react';
import type { CallError } from '../../../preload/contract.ts';

/** One question at a time to main, from a form: whether it runs, and what was refused. */
export function useAsking() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  /** Resolves to whether it was done. */
  const ask = async (question: () => Promise<CallError | undefined>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    const refused = await question();
    setBusy(false);
    setError(refused);
    return refused === undefined;
  };
  return { busy, error, setError, ask };
}
