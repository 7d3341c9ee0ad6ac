import { fold } from '../../../preload/fold.ts';

/** Something that the palette can do, by its name. */
export interface Choice {
  readonly id: string;
  readonly words: string;
  /** What else it is known by: found, not shown. */
  readonly also?: string;
  /** As printed on the keys, where there are some. */
  readonly keys?: string;
  readonly run: () => void;
}

/**
 * Choices whose words begin with what was typed, accents and case aside; those that begin with its first word come
 * first, and otherwise the order stays.
 */
export function fitting(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = wordsIn(typed);
  const [first] = wanted;
  if (first === undefined) return choices;
  const fits = choices.filter(({ words, also }) => {
    const there = wordsIn(`${words} ${also ?? ''}`);
    return wanted.every((each) => there.some((word) => word.startsWith(each)));
  });
  const leads = ({ words }: Choice) => fold(words).startsWith(first);
  return [...fits.filter(leads), ...fits.filter((choice) => !leads(choice))];
}

function wordsIn(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
