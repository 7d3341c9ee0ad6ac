import { useTranslation } from 'react-i18next';
import { useEffect, useState } from 'react';
import { BrandMark } from '../ui/brand.tsx';
import { Spinner } from '../ui/spinner.tsx';
import styles from './opening.module.css';

const PATIENCE = 4000;

/** Until main has answered. Soon over; when it is not, it says what to do. */
export function Opening() {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={styles.page}>
      <output className={styles.opening}>
        <BrandMark size={56} />
        <p className={styles.words}>
          <Spinner /> {t('opening.words')}
        </p>
        <p className={styles.late}>{late && t('opening.late')}</p>
      </output>
    </main>
  );
}

/** This window may not come in, and what to do about it. */
export function ClosedDoor({ problem }: { problem: 'token-used' | 'token-wrong' | 'no-session' }) {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <BrandMark size={56} />
      <h1>{t(`token.${problem}.title`)}</h1>
      <p className={styles.about}>{t(`token.${problem}.about`)}</p>
    </main>
  );
}
