import { Moon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../preload/entities.ts';
import { soon } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { usePerson, useQueue } from '../../state/attendance.ts';
import { useUser } from '../../state/session.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import { useNow } from '../../ui/use-now.ts';
import { HueDot } from './hue-dot.tsx';
import styles from './ticket-facts.module.css';
import { standingOf, TONES } from './ticket-state.ts';

/** Where the ticket stands, who has it, in which queue: on one line, the first words the last to go. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const standing = standingOf(ticket);
  return (
    <>
      <StatePill tone={TONES[standing]} words={<Standing ticket={ticket} />} />
      <QueueName id={ticket.queueId} />
      {ticket.offHours && ticket.state !== 'closed' && (
        <span className={styles.fact} title={t('inbox.offHours')}>
          <Moon size={12} aria-hidden="true" />
          {t('tickets.offHours')}
        </span>
      )}
    </>
  );
}

function Standing({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const me = useUser();
  const owner = usePerson(ticket.userId);
  const standing = standingOf(ticket);
  if (standing === 'snoozed' && ticket.snoozedUntil !== undefined) {
    return t('tickets.snoozedUntil', { time: soon(ticket.snoozedUntil, now, { language }) });
  }
  if (standing === 'open' && owner) {
    return owner.id === me?.id ? t('tickets.withYou') : t('tickets.with', { name: owner.name });
  }
  if (standing === 'waiting' && owner) {
    return owner.id === me?.id ? t('tickets.waitingForYou') : t('tickets.waitingFor', { name: owner.name });
  }
  return t(`tickets.states.${standing}`);
}

function QueueName({ id }: { id: number | undefined }) {
  const queue = useQueue(id);
  if (!queue) return null;
  return (
    <span className={styles.fact}>
      <HueDot hue={queue.hue} />
      <bdi>{queue.name}</bdi>
    </span>
  );
}
