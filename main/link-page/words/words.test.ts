import { expect, test } from 'vitest';
import { words } from './words.ts';

/** Each text by its place: `phases.qr.title`, `steps.0`. */
function texts(part: object, place = ''): [string, string][] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'string' ? [[`${place}${key}`, value]] : texts(value as object, `${place}${key}.`),
  );
}

const marks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([mark]) => mark).sort();

test.each(['en', 'es'] as const)('QR-10 %s says all that Portuguese says', (language) => {
  const ours = texts(words[language]);
  const portuguese = texts(words['pt-BR']);
  expect(ours.map(([place]) => place).sort()).toEqual(portuguese.map(([place]) => place).sort());
  const byPlace = new Map(ours);
  for (const [place, text] of portuguese) {
    const translation = byPlace.get(place) ?? '';
    expect([place, marks(translation)]).toEqual([place, marks(text)]);
    expect([place, translation.split('*').length % 2]).toEqual([place, 1]);
    expect([place, translation.trim() !== '']).toEqual([place, true]);
  }
});
