import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../preload/fold.ts';
import { idsBetween, matchExpression, numberParts, snippetOf } from './rules.ts';

const expressionOf = (typed: string) => matchExpression(wordsOf(typed));

describe('AT-5 no text is ever read as an operator', () => {
  test.each<[string, string | undefined]>([
    ['', undefined],
    ['!!! *** "" ()', undefined],
    ['bolo', '"bolo" *'],
    ['pão de', '"pao" * AND "de" *'],
    ['"bom dia"', '"bom dia"'],
    ['a', '"a"'],
    ['x AND y', '"x" AND "and" * AND "y"'],
    ['body : bolo', '"body" * AND "bolo" *'],
    ['NEAR("a b", 2)', '"near" * AND "a b" AND "2"'],
    ['bolo* -pão ^fim +mais {a}', '"bolo" * AND "pao" * AND "fim" * AND "mais" * AND "a"'],
  ])('%j becomes %j', (typed, expected) => {
    expect(expressionOf(typed)).toBe(expected);
  });

  test.each<[string, string]>([
    ['bolo', '("bolo" OR "bolos")'],
    ['quindim', '"quindim"'],
    ['bolo quindim', '("bolo" OR "bolos") AND "quindim"'],
    ['mini-bolo', '("mini bolo" OR "mini bolos")'],
    ['"bolo"', '"bolo"'],
    ['torta', '"torta" *'],
  ])('%j becomes %j where the words of a beginning are known', (typed, expected) => {
    const known: Record<string, string[]> = { bolo: ['bolo', 'bolos'], quindim: ['quindim'], torta: [] };
    expect(matchExpression(wordsOf(typed), (beginning) => known[beginning])).toBe(expected);
  });

  test('FTS5 takes whatever comes of a thousand hostile texts', () => {
    const db = new SQLite(':memory:');
    db.exec(
      "CREATE VIRTUAL TABLE t USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    );
    db.prepare('INSERT INTO t VALUES (?)').run('bom dia, quero um bolo de cenoura');
    const look = db.prepare('SELECT rowid FROM t WHERE t MATCH ? LIMIT 1');
    const signs = [
      '"',
      "'",
      '*',
      '(',
      ')',
      ':',
      '^',
      '-',
      '+',
      '{',
      '}',
      ',',
      ' AND ',
      ' OR ',
      ' NOT ',
      'NEAR(',
      '\0',
    ];
    const letters = [
      'bolo',
      'é',
      '日本',
      'ß',
      'İ',
      '😀',
      '\u200d',
      '\ud800',
      'a\u0301',
      '한국',
      'x'.repeat(10_000),
    ];
    const refused: string[] = [];
    let seed = 7;
    const pick = (from: readonly string[]) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return from[seed % from.length]!;
    };
    for (let round = 0; round < 1_000; round += 1) {
      const typed = Array.from({ length: 6 }, (_, at) => pick(at % 2 ? letters : signs)).join('');
      const expression = expressionOf(typed);
      try {
        if (expression !== undefined) look.all(expression);
      } catch {
        refused.push(typed);
      }
    }
    expect(refused).toEqual([]);
    db.close();
  });

  test.each([
    'código',
    'CAFÉ',
    'açaí',
    'pingüim',
    'Ñandú',
    'İzmir',
    'straße',
    'Ελλάς',
    'がく',
    '한국',
    'Łódź',
  ])('the index finds %s by what is made of it', (text) => {
    const db = new SQLite(':memory:');
    db.exec("CREATE VIRTUAL TABLE t USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2')");
    db.prepare('INSERT INTO t VALUES (?)').run(`um ${text} aqui`);
    expect(db.prepare('SELECT rowid FROM t WHERE t MATCH ?').all(expressionOf(text))).toHaveLength(1);
    db.close();
  });
});

describe('AT-5 the part of the text around what was found', () => {
  const shown = (text: string, query: string) => {
    const { text: line, marks } = snippetOf(text, wordsOf(query));
    return [line, marks.map(({ from, to }) => line.slice(from, to))] as const;
  };

  test('a short text stands whole', () => {
    expect(shown('Quero um bolo', 'bolo')).toEqual(['Quero um bolo', ['bolo']]);
  });

  test('a long one begins a little before, at a word', () => {
    const text = `${'antes '.repeat(60)}o código certo ${'depois '.repeat(60)}`;
    const [line, marks] = shown(text, 'codigo');
    expect(line).toMatch(/^… antes .* o código certo depois .* …$/);
    expect(line.length).toBeLessThan(170);
    expect(marks).toEqual(['código']);
  });

  test('it is one line, and no character is cut in two', () => {
    const text = `${'😀'.repeat(100)}bolo${'😀'.repeat(100)}`;
    const [line] = shown(text, 'bolo');
    expect(line.isWellFormed()).toBe(true);
    expect(shown('um\nbolo\r\n\tde', 'bolo')[0]).toBe('um bolo   de');
  });

  test('what is marked beyond its end is cut off', () => {
    const [line, marks] = shown(`bolo ${'x '.repeat(100)} bolo`, 'bolo');
    expect(marks).toEqual(['bolo']);
    expect(line.endsWith(' …')).toBe(true);
  });
});

describe('AT-5 a number as people write it', () => {
  const stored = ['5511987654321', '551187654321', '5521976540987', '14155550132'];
  const found = (typed: string) => {
    const parts = numberParts(typed);
    return stored.filter((number) => parts.some((part) => number.includes(part)));
  };

  test.each<[string, readonly string[]]>([
    ['+55 11 98765-4321', ['5511987654321', '551187654321']],
    ['(11) 98765-4321', ['5511987654321', '551187654321']],
    ['(11) 8765-4321', ['5511987654321', '551187654321']],
    ['98765-4321', ['5511987654321', '551187654321']],
    ['8765-4321', ['5511987654321', '551187654321']],
    ['011 98765 4321', ['5511987654321', '551187654321']],
    ['0 15 11 98765-4321', ['5511987654321', '551187654321']],
    ['11 9 8765', ['5511987654321', '551187654321']],
    ['4321', ['5511987654321', '551187654321']],
    ['0055 21 97654 0987', ['5521976540987']],
    ['+1 (415) 555-0132', ['14155550132']],
    ['21', []],
    ['Ana 4321', []],
    ['', []],
    ['----', []],
  ])('%j', (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });
});

test('AT-5 a span of time is a span of ids, its last second included', () => {
  expect(idsBetween(undefined, undefined)).toEqual({ low: 0, high: Number.MAX_SAFE_INTEGER });
  expect(idsBetween(1_500, 2_999)).toEqual({ low: 1_000_000, high: 3_000_000 });
  const far = idsBetween(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  expect(Number.isSafeInteger(far.low) && Number.isSafeInteger(far.high)).toBe(true);
});
