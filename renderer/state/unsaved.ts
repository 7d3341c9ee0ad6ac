import { create } from 'zustand';

/**
 * What stands in the forms of the settings and has not been saved, by the form's name: it waits while one looks at
 * another page, and is there on coming back. The texts of a shop are worth more than a click on the wrong tab.
 */
export const useUnsaved = create<Readonly<Record<string, unknown>>>()(() => ({}));

/** For somebody else at the counter: what one person left half written is not another's to find, or to save. */
export function forgetUnsaved(): void {
  useUnsaved.setState({}, true);
}

/** A form's value: what was left in it, else what is known; and how to change it or (without a value) to let go of it. */
export function useKept<T>(form: string, known: T | undefined): [T | undefined, (next?: T) => void] {
  const kept = useUnsaved((state) => state[form]) as T | undefined;
  const keep = (next?: T) => {
    const same = next === undefined || JSON.stringify(next) === JSON.stringify(known);
    useUnsaved.setState({ [form]: same ? undefined : next });
  };
  return [kept ?? known, keep];
}

/** A note that was begun for a conversation, and left in favour of a message or of the lock (AT-4). */
export function keptNote(conversationId: number): string {
  return (useUnsaved.getState()[`note-${conversationId}`] as string | undefined) ?? '';
}

export function keepNote(conversationId: number, text: string | undefined): void {
  useUnsaved.setState({ [`note-${conversationId}`]: text });
}

/** Of a conversation that has become part of another: no word of either is lost. */
export function moveNotes(from: number, into: number): void {
  const state = useUnsaved.getState();
  for (const form of ['note', 'note-new']) {
    const left = state[`${form}-${from}`];
    if (left === undefined) continue;
    const there = state[`${form}-${into}`];
    useUnsaved.setState({
      [`${form}-${from}`]: undefined,
      [`${form}-${into}`]: there === undefined ? left : `${there as string}\n${left as string}`,
    });
  }
}

/** Whether any of these forms holds something. */
export function useHolds(forms: readonly string[]): boolean {
  return useUnsaved((state) => forms.some((form) => state[form] !== undefined));
}
