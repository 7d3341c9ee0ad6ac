import { useState } from 'react';
import type { Action, PhoneView, Problem } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { fill, numberText, words } from '../words/words.ts';

export interface Outcome {
  onLinked: () => void;
  onPasskey: () => void;
}

/** One attempt at linking after the other: whether one runs, and what the last one met. */
export function useLinking(phone: PhoneView, { onLinked, onPasskey }: Outcome) {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function attempt(action: Action): Promise<void> {
    setProblem(undefined);
    setRunning(true);
    const reply = await act(action);
    setRunning(false);
    if (reply.ok) onLinked();
    else if (reply.problem === 'passkey') onPasskey();
    else setProblem(reply.problem);
  }

  const complaint = problem && fill(words.problem[problem], { number: numberText(phone.number) });
  return { running, complaint, attempt };
}
