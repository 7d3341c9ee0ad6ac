import { Eye, Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import styles from './peek-bar.module.css';
import { isPeek } from './ticket-state.ts';
import { useTicket } from './use-ticket.ts';
import { useTicketActions } from './use-ticket-actions.ts';
import type { Ticket } from '../../../preload/entities.ts';

/** Whoever opens what waits only looks (AT-2): said calmly, with the way on. */
export function PeekBar({ conversationId }: { conversationId: number }) {
  const ticket = useTicket(conversationId);
  return ticket && isPeek(ticket) ? <Bar ticket={ticket} /> : null;
}

function Bar({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const act = useTicketActions(ticket);
  return (
    <div className={styles.bar}>
      <Eye size={16} aria-hidden="true" />
      <p className={styles.words}>
        {t('tickets.peek.about')} {t('tickets.peek.how')}
      </p>
      <Button size="small" icon={Hand} onClick={() => void act.accept()}>
        {t('tickets.accept')}
      </Button>
    </div>
  );
}
