import { useTranslation } from 'react-i18next';
import type { Action } from '../../../preload/entities/automation.ts';
import { listFormat } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/words.ts';

/** What was sent of what was decided, or that nothing was. */
export function useSentWords(): (actions: readonly Action[]) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (actions) => {
    const sent = actions.find((action) => action.do === 'send');
    if (!sent) return t('automation.journal.nothingSent');
    const parts = sent.parts.map((part) => t(`automation.part.${part}`));
    return t('automation.journal.sent', { parts: listFormat(language).format(parts) });
  };
}
