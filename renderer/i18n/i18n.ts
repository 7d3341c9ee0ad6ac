import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../preload/entities.ts';
import ptBR from './pt-BR.json' with { type: 'json' };

/** Portuguese is always there; the others are fetched when chosen. */
const load: Record<Exclude<Language, 'pt-BR'>, () => Promise<{ default: object }>> = {
  en: () => import('./en.json'),
  es: () => import('./es.json'),
};

export const LANGUAGES: readonly { value: Language; label: string }[] = [
  { value: 'pt-BR', label: 'Português (Brasil)' },
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];

const i18n = createInstance();

export async function startI18n(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'pt-BR',
    fallbackLng: 'pt-BR',
    resources: { 'pt-BR': { translation: ptBR } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function speak(language: Language): Promise<void> {
  if (language !== 'pt-BR' && !i18n.hasResourceBundle(language, 'translation')) {
    const words = await load[language]();
    i18n.addResourceBundle(language, 'translation', words.default);
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}
