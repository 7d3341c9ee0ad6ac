import { MailOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../preload/entities.ts';
import { markSeen } from '../../state/conversation.ts';
import { MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { TicketMenu } from './ticket-menu.tsx';

/** Of a row in the list: its ticket's commands, and reading without opening. */
export function RowMenu({ row }: { row: InboxRow }) {
  const { t } = useTranslation();
  return (
    <>
      {row.ticket && <TicketMenu ticket={row.ticket} />}
      {row.unread > 0 && (
        <>
          {row.ticket && <MenuSeparator />}
          <MenuItem icon={MailOpen} onSelect={() => markSeen(row.conversationId, row.lastMessageId)}>
            {t('tickets.markRead')}
          </MenuItem>
        </>
      )}
    </>
  );
}
