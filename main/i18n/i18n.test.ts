import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { wordsIn, type WordKey } from './index.ts';
import ptBR from './pt-BR.json' with { type: 'json' };

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

test.each([
  ['en', en],
  ['es', es],
] as const)('%s says all that pt-BR says, with the same holes', (_language, texts) => {
  expect(Object.keys(texts)).toEqual(Object.keys(ptBR));
  for (const key of Object.keys(ptBR) as WordKey[]) {
    expect({ key, said: texts[key] !== '', holes: holes(texts[key]) }).toEqual({
      key,
      said: true,
      holes: holes(ptBR[key]),
    });
  }
});

test('holes are filled', () => {
  expect(wordsIn('en')('start.port-in-use', { port: 8080 })).toBe(
    'Port 8080 is already in use. Choose another with --port.',
  );
});
