import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import ptBR from './pt-BR.json' with { type: 'json' };

type Words = { [key: string]: string | Words };

function flat(words: Words, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') all.set(path + key, value);
    else for (const [inner, word] of flat(value, `${path}${key}.`)) all.set(inner, word);
  }
  return all;
}

function placeholders(words: string): string[] {
  return [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

const portuguese = flat(ptBR);

test.each([
  ['en', flat(en)],
  ['es', flat(es)],
])('%s says everything that Portuguese says', (_, other) => {
  expect([...other.keys()].sort()).toEqual([...portuguese.keys()].sort());
});

test.each([
  ['en', flat(en)],
  ['es', flat(es)],
])('%s fills in what Portuguese fills in', (_, other) => {
  for (const [key, words] of portuguese) {
    expect([key, placeholders(other.get(key) ?? '')]).toEqual([key, placeholders(words)]);
  }
});

test.each([
  ['pt-BR', portuguese],
  ['en', flat(en)],
  ['es', flat(es)],
])('%s leaves nothing unsaid, and has both forms of what is counted', (_, words) => {
  const empty = [...words].filter(([, sentence]) => sentence === '' || sentence.trim() !== sentence);
  const single = [...words.keys()].filter(
    (key) => key.endsWith('_one') && !words.has(key.replace(/_one$/, '_other')),
  );
  expect({ empty, single }).toEqual({ empty: [], single: [] });
});
