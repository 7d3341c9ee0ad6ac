import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../preload/contract.ts';
import type { Language } from '../../preload/entities.ts';
import { usePreferences } from '../state/preferences.ts';
import type ptBR from './pt-BR.json';

type ErrorWords = keyof (typeof ptBR)['errors'];

/** What an input must look like, for the fields that people fill in by hand. */
const FIELD_RULES: Readonly<Record<string, ErrorWords>> = {
  name: 'name-invalid',
  shopName: 'name-invalid',
  managerName: 'name-invalid',
  email: 'email-invalid',
  slug: 'slug-invalid',
  pin: 'pin-short',
};

/** A call's refusal as a sentence. A code that has no words yet is still told, with the code. */
function errorWords(t: TFunction, { code, field, params }: CallError): string {
  const rule = code === 'invalid-input' && field !== undefined ? FIELD_RULES[field] : undefined;
  const key = `errors.${rule ?? code}` as `errors.${ErrorWords}`;
  const { seconds, left } = params ?? {};
  const count = typeof seconds === 'number' ? seconds : left;
  return t([key, 'errors.unknown'], { ...params, code, ...(typeof count === 'number' && { count }) });
}

export function useErrorWords(): (error: CallError) => string {
  const { t } = useTranslation();
  return useCallback((error) => errorWords(t, error), [t]);
}

export function useLanguage(): Language {
  return usePreferences((state) => state.language);
}
