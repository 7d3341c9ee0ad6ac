import { describe, expect, test } from 'vitest';
import en from '../i18n/en.json' with { type: 'json' };
import es from '../i18n/es.json' with { type: 'json' };
import ptBR from '../i18n/pt-BR.json' with { type: 'json' };
import { ariaKeys, type KeyPress, matchOf } from './keys.ts';
import { shortcuts } from './shortcuts.ts';

function press(keys: string, more: Partial<KeyPress> = {}): KeyPress {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const digit = /^\d$/.test(key);
  return {
    key: key.length === 1 && !parts.includes('Shift') ? key.toLowerCase() : key,
    code: digit ? `Digit${key}` : key.length === 1 ? `Key${key.toUpperCase()}` : key,
    ctrlKey: parts.includes('Ctrl'),
    metaKey: false,
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
    altGraph: false,
    ...more,
  };
}

describe('AT-9 a press is the shortcut that the table names', () => {
  test.each<[string, Partial<KeyPress>, ReturnType<typeof matchOf>]>([
    ['Alt+J', {}, { id: 'next' }],
    ['Alt+K', {}, { id: 'previous' }],
    ['Ctrl+K', {}, { id: 'palette' }],
    ['K', { metaKey: true }, { id: 'palette' }],
    ['Ctrl+F', {}, { id: 'find' }],
    ['Ctrl+Shift+F', {}, { id: 'search' }],
    ['F3', {}, { id: 'search' }],
    ['F1', {}, { id: 'help' }],
    ['F6', {}, { id: 'nextColumn' }],
    ['Shift+F6', {}, { id: 'previousColumn' }],
    ['Alt+4', {}, { id: 'nth', digit: 4 }],
    // Alt+0186 writes º on Windows.
    ['Alt+4', { code: 'Numpad4' }, undefined],
    ['Alt+0', {}, undefined],
    ['Escape', {}, { id: 'leave' }],
    // With caps lock on, and on a Mac, where Alt writes signs.
    ['Alt+A', { key: 'A' }, { id: 'accept' }],
    ['Alt+A', { key: 'å' }, { id: 'accept' }],
    ['J', {}, undefined],
    ['Enter', {}, undefined],
    ['Shift+Enter', {}, undefined],
    ['Alt+Shift+J', {}, undefined],
  ])('%s %o', (keys, more, expected) => {
    expect(matchOf(press(keys, more))).toEqual(expected);
  });

  test('what AltGr writes is writing: in both ways in which systems tell it', () => {
    for (const letter of 'QWERTYUIOPASDFGHJKLZXCVBNM123456789') {
      expect(matchOf(press(`Alt+${letter}`, { altGraph: true }))).toBeUndefined();
      expect(matchOf(press(`Ctrl+Alt+${letter}`))).toBeUndefined();
    }
  });
});

describe('AT-9 the table', () => {
  test('no two shortcuts have the same keys', () => {
    const all = shortcuts.flatMap(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
  });

  test('none needs Ctrl and Alt together', () => {
    for (const { keys } of shortcuts) {
      for (const each of keys) expect(each.includes('Ctrl') && each.includes('Alt')).toBe(false);
    }
  });

  test('each has its words in three languages', () => {
    for (const { shortcuts: words } of [ptBR, en, es]) {
      expect(Object.keys(words.do).sort()).toEqual(shortcuts.map(({ id }) => id).sort());
    }
  });

  test('screen readers are told keys by their full names', () => {
    expect(ariaKeys({ keys: ['Ctrl+Shift+F', 'F3'] })).toBe('Control+Shift+F F3');
    expect(ariaKeys({ keys: ['Esc'] })).toBe('Escape');
    expect(ariaKeys({ keys: ['Alt+1…9'] })).toBe('');
  });
});
