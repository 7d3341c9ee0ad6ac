import { Bot } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Because } from '../../../../preload/entities/automation.ts';
import { fullTime } from '../../../i18n/time.ts';
import { useLanguage } from '../../../i18n/words.ts';
import { Popover } from '../../../ui/popover.tsx';
import { useBecauseWords } from '../../automation/use-because-words.ts';
import styles from './why.module.css';

/** *Resposta automática*; a press tells why it went out. */
export function Why({ because }: { because: Because }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useBecauseWords();
  const reason = useId();
  return (
    <Popover
      label={t('message.why')}
      describedBy={reason}
      align="end"
      trigger={
        <button type="button" className={styles.why} title={t('message.why')}>
          <Bot size={12} aria-hidden="true" /> <span>{t('message.fromRobot')}</span>
        </button>
      }
    >
      <div id={reason} className={styles.reason}>
        <p className={styles.title}>{t('message.why')}</p>
        <p>{words(because)}</p>
        <p className={styles.decided}>
          {t('message.decidedAt', { time: fullTime(because.at, { language }) })}
        </p>
      </div>
    </Popover>
  );
}
