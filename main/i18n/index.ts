/** The few words that main itself says: before there is a window, and outside of it. */
import type { Language } from '../../preload/entities.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import ptBR from './pt-BR.json' with { type: 'json' };

export type WordKey = keyof typeof ptBR;
export type Words = (key: WordKey, params?: Readonly<Record<string, string | number>>) => string;

const texts: Record<Language, Record<WordKey, string>> = { 'pt-BR': ptBR, en, es };

export function wordsIn(language: Language): Words {
  return (key, params = {}) =>
    texts[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
