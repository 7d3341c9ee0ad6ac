/** Who answers which shortcut now. Features say what a shortcut does while they are on screen. */
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import { matchOf } from './keys.ts';
import { type ShortcutId, worksOverDialogs } from './shortcuts.ts';

export type Run = (digit?: number) => void;

interface KeyboardState {
  /** By shortcut: who answers; whoever came last is asked. */
  answers: Readonly<Partial<Record<ShortcutId, readonly Run[]>>>;
}

export const useKeyboard = create<KeyboardState>()(() => ({ answers: {} }));

function register(id: ShortcutId, run: Run): () => void {
  useKeyboard.setState(({ answers }) => ({ answers: { ...answers, [id]: [...(answers[id] ?? []), run] } }));
  return () =>
    useKeyboard.setState(({ answers }) => ({
      answers: { ...answers, [id]: answers[id]?.filter((each) => each !== run) ?? [] },
    }));
}

/** While the component is there and `enabled`, the shortcut does this; also in the command palette. */
export function useShortcut(id: ShortcutId, run: Run, enabled = true): void {
  const latest = useEffectEvent(run);
  useEffect(() => (enabled ? register(id, (digit) => latest(digit)) : undefined), [id, enabled]);
}

/** Does what the shortcut does now; false when nobody answers it. */
export function perform(id: ShortcutId, digit?: number): boolean {
  const run = useKeyboard.getState().answers[id]?.at(-1);
  run?.(digit);
  return run !== undefined;
}

export function isBehindDialog(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

/** Listens for as long as the window lives. Whoever has used a key before it comes here keeps it. */
export function listenToKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    const altGraph = event.getModifierState('AltGraph');
    const match = matchOf({ key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph });
    if (!match || (isBehindDialog() && !worksOverDialogs(match.id))) return;
    if (perform(match.id, match.digit)) event.preventDefault();
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}
