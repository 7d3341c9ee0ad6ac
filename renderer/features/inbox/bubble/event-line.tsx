import type { TicketEvent } from '../../../../preload/entities.ts';
import { clockTime, fullTime } from '../../../i18n/time.ts';
import { useLanguage } from '../../../i18n/words.ts';
import { useEventWords } from '../../tickets/event-words.ts';
import styles from './event-line.module.css';

/** What befell the ticket: one thin line, so that the talk stays in front. */
export function EventLine({ event }: { event: TicketEvent }) {
  const language = useLanguage();
  const words = useEventWords();
  const { at } = event;
  return (
    <p className={styles.line}>
      <bdi>{words(event)}</bdi> ·{' '}
      <time title={fullTime(at, { language })}>{clockTime(at, { language })}</time>
    </p>
  );
}
