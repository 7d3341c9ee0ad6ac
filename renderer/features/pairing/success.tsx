import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatPhone } from '../../i18n/phone.ts';
import { showPairing } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import styles from './pairing.module.css';

export function Success({ number, profileName }: { number: string; profileName: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={styles.success}>
      <span className={styles.check}>
        <Check size={44} strokeWidth={3} aria-hidden="true" />
      </span>
      <output>
        <p className={styles.done}>{t('pairing.linked')}</p>
        <p className={styles.who}>
          {formatPhone(number)}
          {profileName !== undefined && (
            <>
              {' · '}
              <bdi>{profileName}</bdi>
            </>
          )}
        </p>
      </output>
      <p className={styles.left}>{t('pairing.closesItself')}</p>
      <Button onClick={() => showPairing(undefined)}>{t('common.close')}</Button>
    </div>
  );
}
