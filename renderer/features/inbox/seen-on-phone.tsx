import { Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './seen-on-phone.module.css';

/** *Lida no celular* (PH-4): somebody has read it there, and nobody here. */
export function SeenOnPhone({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <span className={styles.seen} title={t('inbox.seenOnPhoneAbout')}>
      <Smartphone size={12} aria-hidden="true" /> {t('inbox.seenOnPhone', { count })}
    </span>
  );
}
