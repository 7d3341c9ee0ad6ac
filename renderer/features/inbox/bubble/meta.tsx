import { Bot, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../preload/entities.ts';
import { clockTime, fullTime } from '../../../i18n/time.ts';
import { useLanguage } from '../../../i18n/words.ts';
import styles from '../bubble.module.css';
import { Ticks } from '../ticks.tsx';
import { Edited } from './deleted.tsx';
import { Why } from './why.tsx';

/** Where it was written, whether it was changed, its time and ticks: at the end of the last line when there is room. */
export function Meta({ message }: { message: Message }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const changing = message.pending && message.pending.state !== 'failed';
  return (
    <span className={styles.meta} dir="ltr">
      {message.fromMe && message.origin === 'phone' && (
        <span className={styles.origin}>
          <Smartphone size={12} aria-hidden="true" /> {t('message.fromPhone')}
        </span>
      )}
      {message.origin === 'robot' &&
        (message.because ? (
          <Why because={message.because} />
        ) : (
          <span className={styles.origin}>
            <Bot size={12} aria-hidden="true" /> {t('message.fromRobot')}
          </span>
        ))}
      {message.editedAt !== undefined && message.deletedAt === undefined && <Edited message={message} />}
      <time title={fullTime(message.at, { language })}>{clockTime(message.at, { language })}</time>
      {message.fromMe && <Ticks status={changing ? 'queued' : message.status} />}
    </span>
  );
}
