import { expect, test } from 'vitest';
import { isOnlyEmoji, piecesOf } from './links.ts';

/** Links as `<shown → host>`, a deceptive one with `!`. */
function drawn(text: string): string {
  return piecesOf(text)
    .map((piece) =>
      'text' in piece
        ? piece.text
        : `<${piece.link.shown} → ${piece.link.host}${piece.link.deceptive ? '!' : ''}>`,
    )
    .join('');
}

test.each([
  ['sem link', 'sem link'],
  ['veja https://loja.com.br/a?b=1.', 'veja <https://loja.com.br/a?b=1 → loja.com.br>.'],
  ['(http://loja.com)', '(<http://loja.com → loja.com>)'],
  [
    'https://pt.wikipedia.org/wiki/Pão_(massa)',
    '<https://pt.wikipedia.org/wiki/Pão_(massa) → pt.wikipedia.org>',
  ],
  ['www.loja.com, sim', '<www.loja.com → www.loja.com>, sim'],
  ['HTTPS://LOJA.COM', '<HTTPS://LOJA.COM → loja.com>'],
  ['a https://a.com b https://b.com', 'a <https://a.com → a.com> b <https://b.com → b.com>'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['file:///etc/passwd data:text/html,x', 'file:///etc/passwd data:text/html,x'],
  ['http://servidor/x', 'http://servidor/x'],
  ['https://', 'https://'],
])('AT-3 %j is shown as %j', (text, shown) => {
  expect(drawn(text)).toBe(shown);
});

test.each([
  ['https://banco.com@mau.com/x', 'mau.com'],
  ['https://bаnco.com', 'xn--bnco-63d.com'],
  ['https://2130706433.0/', '127.0.0.1'],
])('AT-3 what %j hides stands beside it: %s', (text) => {
  const [piece] = piecesOf(text);
  if (piece && 'link' in piece) expect(piece.link.deceptive).toBe(true);
  else expect(piece).toEqual({ text });
});

test.each(['https://banco.com\u202Emoc.uam', 'https://ban\u200Bco.com/x', 'https://a.com/\u0007b'])(
  'AT-3 nothing unseen gets into a link: %j',
  (text) => {
    const links = piecesOf(text).flatMap((piece) => ('link' in piece ? [piece.link] : []));
    for (const link of links) expect(link.shown).toMatch(/^[!-~]+$/);
    expect(
      piecesOf(text)
        .map((piece) => ('link' in piece ? piece.link.shown : piece.text))
        .join(''),
    ).toBe(text);
  },
);

test('AT-3 a megabyte of addresses is read in a moment', () => {
  const text = 'https://a.com/'.repeat(80_000);
  const from = performance.now();
  piecesOf(text);
  piecesOf('www.'.repeat(250_000));
  expect(performance.now() - from).toBeLessThan(5000);
});

test.each([
  ['👍', true],
  ['❤️👏🏽👨‍👩‍👧', true],
  ['🇧🇷', true],
  ['👍👍👍👍', false],
  ['ok 👍', false],
  ['123', false],
  ['', false],
])('only emoji: %j %s', (text, only) => {
  expect(isOnlyEmoji(text)).toBe(only);
});
