import { useTranslation } from 'react-i18next';
import { useUi } from '../state/ui.ts';
import { Spinner } from '../ui/spinner.tsx';
import styles from './connection-strip.module.css';

/** Main is away: what is on screen stays, what is written stays, and it comes back by itself. */
export function ConnectionStrip() {
  const { t } = useTranslation();
  const lost = useUi((state) => state.connection === 'lost');
  return (
    <output className={styles.strip} data-shown={lost || undefined}>
      {lost && (
        <>
          <Spinner size={14} />
          {t('frame.lost')}
        </>
      )}
    </output>
  );
}
