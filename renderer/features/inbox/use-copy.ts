import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { copy } from '../../state/copy.ts';

/** Copies a text and says so. */
export function useCopy(): (text: string) => void {
  const { t } = useTranslation();
  return useCallback((text) => copy(text, { done: t('common.copied'), failed: t('common.copyFailed') }), [t]);
}
