import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import styles from './automation.module.css';
import type { AutomationForm } from './use-automation.ts';

/** Stays in sight while the form scrolls, with the refusal beside the button that met it. */
export function SaveFoot<T>({ form }: { form: AutomationForm<T> }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  return (
    <footer className={styles.foot}>
      <Button look="primary" busy={form.saving} disabled={!form.changed} onClick={() => void form.save()}>
        {t('common.save')}
      </Button>
      {form.changed && (
        <Button look="quiet" onClick={() => form.discard()}>
          {t('automation.discard')}
        </Button>
      )}
      {form.error && (
        <span className={styles.bad} role="alert">
          {words(form.error)}
        </span>
      )}
    </footer>
  );
}
