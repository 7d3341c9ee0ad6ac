import { Star } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../preload/entities.ts';
import { dayMonthTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { useAttendance, usePerson, useQueue } from '../../state/attendance.ts';
import { loadOlderEvents, loadTicketHistory, useTicketHistory } from '../../state/ticket-history.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PanelPart } from '../inbox/panel-part.tsx';
import styles from './earlier-tickets.module.css';
import { useEventWords } from './event-words.ts';
import { HueDot } from './hue-dot.tsx';
import { standingOf } from './ticket-state.ts';

/** The contact's tickets, the newest first; each opens to what happened in it (AT-1, AT-2). */
export function EarlierTickets({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const tickets = useTicketHistory((state) => state.tickets);
  const error = useTicketHistory((state) => state.error);
  useEffect(() => void loadTicketHistory(conversationId), [conversationId]);
  return (
    <PanelPart title={t('tickets.history.title')}>
      {error && (
        <p className={styles.none}>
          {t('tickets.history.failed')}{' '}
          <Button size="small" onClick={() => void loadTicketHistory(conversationId)}>
            {t('common.tryAgain')}
          </Button>
        </p>
      )}
      {!tickets && !error && <Skeleton width="80%" />}
      {tickets?.length === 0 && <p className={styles.none}>{t('tickets.history.none')}</p>}
      <ol className={styles.tickets}>
        {tickets?.map((ticket) => (
          <li key={ticket.id}>
            <TicketLine ticket={ticket} />
          </li>
        ))}
      </ol>
    </PanelPart>
  );
}

function TicketLine({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queue = useQueue(ticket.queueId);
  const person = usePerson(ticket.userId);
  const reason = useAttendance(({ reasons }) => reasons.find(({ id }) => id === ticket.closingReasonId));
  const about = [person?.name, reason?.name].filter((each) => each !== undefined);
  return (
    <details className={styles.ticket}>
      <summary className={styles.summary}>
        <span className={styles.line}>
          <span className={styles.protocol}>{ticket.protocol}</span>
          <span className={styles.state}>{t(`tickets.states.${standingOf(ticket)}`)}</span>
        </span>
        <span className={styles.about}>
          {queue && <HueDot hue={queue.hue} />}
          <bdi className={styles.words}>
            {[dayMonthTime(ticket.openedAt, { language }), ...about].join(' · ')}
          </bdi>
          {ticket.rating !== undefined && (
            <span className={styles.rating} title={t('tickets.history.rating', { rating: ticket.rating })}>
              <Star size={12} aria-hidden="true" />
              {ticket.rating}
            </span>
          )}
        </span>
      </summary>
      <Events ticketId={ticket.id} />
    </details>
  );
}

function Events({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useEventWords();
  const events = useTicketHistory((state) => state.events);
  const more = useTicketHistory((state) => state.more);
  const own = events.filter((event) => event.ticketId === ticketId);
  return (
    <ol className={styles.events}>
      {more && (
        <li>
          <Button size="small" look="quiet" onClick={() => void loadOlderEvents()}>
            {t('tickets.history.showMore')}
          </Button>
        </li>
      )}
      {own.map((event) => (
        <li key={event.id} className={styles.event}>
          <time className={styles.when}>{dayMonthTime(event.at, { language })}</time>
          <bdi>{words(event)}</bdi>
          {event.detail.note !== undefined && (
            <blockquote className={styles.note} dir="auto">
              {event.detail.note}
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}
