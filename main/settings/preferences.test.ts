import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { useTempFolder } from '../testing/temp-folder.ts';
import { openPreferences, preferencesFile } from './preferences.ts';

const folder = useTempFolder();
const log = pino({ level: 'silent' });
const open = (language?: 'en') => openPreferences({ folder: folder(), log, language });

test('a new machine has Brazilian Portuguese and the theme of the system', async () => {
  expect((await open()).get()).toEqual({ language: 'pt-BR', theme: 'system', textSize: 'normal' });
});

test('what was chosen is there after a restart', async () => {
  const first = await open();
  expect(first.set({ theme: 'dark', textSize: 'normal' })).toEqual({
    language: 'pt-BR',
    theme: 'dark',
    textSize: 'normal',
  });
  first.set({ language: 'es', theme: undefined });
  first.setLastUserId(7);
  first.setBounds({ x: 10, y: 20, width: 1366, height: 768, maximized: true });
  const second = await open();
  expect(second.get()).toEqual({ language: 'es', theme: 'dark', textSize: 'normal' });
  expect(second.lastUserId()).toBe(7);
  expect(second.bounds()).toEqual({ x: 10, y: 20, width: 1366, height: 768, maximized: true });
});

test('a language asked for one run is not kept, unless somebody chooses', async () => {
  const asked = await open('en');
  expect(asked.set({ theme: 'dark', textSize: 'normal' })).toEqual({
    language: 'en',
    theme: 'dark',
    textSize: 'normal',
  });
  expect((await open()).get()).toEqual({ language: 'pt-BR', theme: 'dark', textSize: 'normal' });
  expect(asked.set({ language: 'es' })).toEqual({ language: 'es', theme: 'dark', textSize: 'normal' });
  expect((await open()).get().language).toBe('es');
});

test.each(['{', '', 'null', '[]', '{"language":"xx"}', '{"theme":7}'])(
  'a file with %j is put aside, defaults are used',
  async (content) => {
    const file = preferencesFile(folder());
    writeFileSync(file, content);
    const preferences = await open();
    expect(preferences.get()).toEqual({ language: 'pt-BR', theme: 'system', textSize: 'normal' });
    expect(preferences.set({ theme: 'light' }).theme).toBe('light');
    expect((await open()).get().theme).toBe('light');
  },
);

test('what was put aside is kept', async () => {
  const file = preferencesFile(folder());
  writeFileSync(file, '{"language":');
  await open();
  expect(existsSync(`${file}.damaged`) && readFileSync(`${file}.damaged`, 'utf8')).toBe('{"language":');
});
