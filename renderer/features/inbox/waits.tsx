import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../preload/entities.ts';
import { ago, patience, waited } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './waits.module.css';

interface WaitsProps {
  row: InboxRow;
  /** What stands there when nobody waits. */
  otherwise?: ReactNode;
}

/** How long the contact waits for an answer; amber where they begin to wonder, red where they go elsewhere. */
export function Waits({ row: { ticket, tab, ...row }, otherwise }: WaitsProps) {
  const waitingSince = ticket?.waitingSince ?? row.waitingSince;
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  if (waitingSince === undefined || tab === 'snoozed' || tab === 'closed') return <>{otherwise}</>;
  if (now - waitingSince < 60_000) return <>{otherwise}</>;
  return (
    <span
      className={styles.waits}
      data-patience={patience(waitingSince, now)}
      title={t('inbox.waitsSince', { ago: ago(waitingSince, now, language) })}
    >
      <Clock size={12} aria-hidden="true" />
      {waited(waitingSince, now, language)}
    </span>
  );
}
