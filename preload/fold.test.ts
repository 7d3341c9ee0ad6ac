import { describe, expect, test } from 'vitest';
import { fold, occurrencesOf, spansOf, wordsOf } from './fold.ts';

describe('AT-5 what is typed becomes words to look for', () => {
  test.each<[string, ReturnType<typeof wordsOf>]>([
    ['', []],
    ['   ', []],
    ['bolo', [{ tokens: ['bolo'], prefix: true }]],
    ['CÓDIGO', [{ tokens: ['codigo'], prefix: true }]],
    ['co\u0301digo', [{ tokens: ['codigo'], prefix: true }]],
    [
      'pão de',
      [
        { tokens: ['pao'], prefix: true },
        { tokens: ['de'], prefix: true },
      ],
    ],
    ['a', [{ tokens: ['a'], prefix: false }]],
    ['"bom dia"', [{ tokens: ['bom', 'dia'], prefix: false }]],
    [
      '"bom di',
      [
        { tokens: ['bom'], prefix: true },
        { tokens: ['di'], prefix: true },
      ],
    ],
    ['98765-4321', [{ tokens: ['98765', '4321'], prefix: true }]],
    [
      'bolo OR pão',
      [
        { tokens: ['bolo'], prefix: true },
        { tokens: ['or'], prefix: true },
        { tokens: ['pao'], prefix: true },
      ],
    ],
    [
      'NEAR(a b, 5) body:x ^y -z *',
      [
        { tokens: ['near', 'a'], prefix: true },
        { tokens: ['b'], prefix: false },
        { tokens: ['5'], prefix: false },
        { tokens: ['body', 'x'], prefix: true },
        { tokens: ['y'], prefix: false },
        { tokens: ['z'], prefix: false },
      ],
    ],
    [
      "'); DROP TABLE message; --",
      [
        { tokens: ['drop'], prefix: true },
        { tokens: ['table'], prefix: true },
        { tokens: ['message'], prefix: true },
      ],
    ],
    ['😀🙏', []],
    ['!?…*"()', []],
    ['""', []],
    ['\u0000\ud800', []],
    [
      '日本がく 한국',
      [
        { tokens: ['日本がく'], prefix: true },
        { tokens: ['한국'], prefix: true },
      ],
    ],
  ])('%j', (typed, words) => {
    expect(wordsOf(typed)).toEqual(words);
  });

  test('ten thousand characters stay a small question', () => {
    expect(wordsOf('bolo '.repeat(2_000))).toHaveLength(12);
    expect(wordsOf('x'.repeat(10_000))).toEqual([{ tokens: ['x'.repeat(60)], prefix: true }]);
    expect(wordsOf('a-'.repeat(5_000))[0]?.tokens).toHaveLength(8);
  });
});

describe('AT-5 where the words stand', () => {
  const marked = (text: string, query: string) =>
    spansOf(text, wordsOf(query))?.map(({ from, to }) => text.slice(from, to));

  test.each<[string, string, string[] | undefined]>([
    ['O código é 123', 'codigo', ['código']],
    ['O co\u0301digo é 123', 'código', ['co\u0301digo']],
    ['Bolos e BOLO', 'bolo', ['Bolo', 'BOLO']],
    ['Bolos e BOLO', '"bolo"', ['BOLO']],
    ['bom dia, boa tarde', '"bom dia"', ['bom dia']],
    ['bom e dia', '"bom dia"', undefined],
    ['pão de queijo', 'queijo pao', ['pão', 'queijo']],
    ['pão', 'pao queijo', undefined],
    ['😀 pão 😀', 'pao', ['pão']],
    ['İstanbul pão', 'pao', ['pão']],
    ['fone: 98765-4321!', '98765-43', ['98765-43']],
    ['ana banana', 'ana', ['ana']],
    ['aaa', 'a aa', undefined],
    ['<b>bolo</b>', 'bolo', ['bolo']],
    ['', 'bolo', undefined],
  ])('%j by %j', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  test('marks that overlap are one', () => {
    expect(spansOf('bolos', wordsOf('bo bolos'))).toEqual([{ from: 0, to: 5 }]);
  });

  test('a reader finds parts of words too, and signs', () => {
    const parts = (text: string, part: string) =>
      occurrencesOf(text, part).map(({ from, to }) => text.slice(from, to));
    expect(parts('Banana, bananada', 'ANA')).toEqual(['ana', 'ana']);
    expect(parts('Ação! reação', 'acao')).toEqual(['Ação', 'ação']);
    expect(parts('oi 🙏 tudo 🙏', '🙏')).toEqual(['🙏', '🙏']);
    expect(parts('anything', '  ')).toEqual([]);
  });

  test('folding a long text takes no longer than it has to', () => {
    const text = 'ação não é só código '.repeat(3_200);
    const started = performance.now();
    expect(spansOf(text, wordsOf('codigo'))).toHaveLength(3_200);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(fold('ÀÉÎÕÜç Ñ')).toBe('aeiouc n');
  });
});
