import { EllipsisVertical, Moon, Pin, Undo2 } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../preload/entities.ts';
import { fullTime, listTime, soon } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { useQueue } from '../../state/attendance.ts';
import { openConversation } from '../../state/conversation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Count } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { hueOf } from '../../ui/hue.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { Preview } from './preview.tsx';
import { RowChips, useHasChips } from './row-chips.tsx';
import { SeenOnPhone } from './seen-on-phone.tsx';
import styles from './conversation-row.module.css';
import { Waits } from './waits.tsx';

interface ConversationRowProps {
  row: InboxRow;
  open: boolean;
  tabStop: boolean;
  /** There are channels, queues or tags to tell apart: a third line says which. */
  withChips: boolean;
  onFocus: (conversationId: number) => void;
  onMenu: (row: InboxRow, at: { x: number; y: number }) => void;
}

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { row, open, tabStop, withChips, onFocus, onMenu } = props;
  const { t } = useTranslation();
  const { conversationId, contact, unread, seenOnPhone, ticket } = row;
  const queue = useQueue(ticket?.queueId);
  const chips = useHasChips(row);

  const openMenu = (event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    // From the keyboard the event comes without a place of its own.
    const keyboard = event.clientX === 0 && event.clientY === 0;
    onMenu(row, keyboard ? { x: box.left + 48, y: box.bottom - 8 } : { x: event.clientX, y: event.clientY });
  };
  return (
    <div className={styles.frame}>
      <button
        type="button"
        className={cx(styles.row, queue && hueOf(queue.hue))}
        data-conversation={conversationId}
        data-first-focus={tabStop || undefined}
        data-unread={unread > 0 || undefined}
        data-queue={queue !== undefined || undefined}
        aria-current={open || undefined}
        tabIndex={tabStop ? 0 : -1}
        onFocus={() => onFocus(conversationId)}
        onClick={() => void openConversation(conversationId)}
        onContextMenu={openMenu}
      >
        <Avatar id={contact.id} name={contact.displayName} group={contact.kind === 'group'} />
        <span className={styles.words}>
          <span className={styles.line}>
            <bdi className={styles.name}>{contact.displayName}</bdi>
            <Marks row={row} />
            <span className={styles.when}>
              <Waits row={row} otherwise={<When row={row} />} />
            </span>
          </span>
          <span className={styles.line}>
            <Preview row={row} open={open} />
            {seenOnPhone && <SeenOnPhone count={unread} />}
            {unread > 0 && <Count count={unread} label={t('inbox.unread', { count: unread })} />}
          </span>
          {withChips && chips && (
            <span className={styles.line}>
              <RowChips row={row} />
            </span>
          )}
        </span>
      </button>
      {ticket && (
        <IconButton
          icon={EllipsisVertical}
          className={styles.more}
          label={t('inbox.actionsOf', { name: contact.displayName })}
          tabIndex={-1}
          onClick={openMenu}
        />
      )}
    </div>
  );
});

function Marks({ row: { ticket } }: { row: InboxRow }) {
  const { t } = useTranslation();
  if (!ticket) return null;
  return (
    <>
      {ticket.pinned && (
        <span className={styles.mark} title={t('inbox.pinned')}>
          <Pin size={13} aria-hidden="true" />
          <VisuallyHidden>{t('inbox.pinned')}</VisuallyHidden>
        </span>
      )}
      {ticket.offHours && ticket.state !== 'closed' && (
        <span className={styles.mark} title={t('inbox.offHours')}>
          <Moon size={13} aria-hidden="true" />
          <VisuallyHidden>{t('inbox.offHours')}</VisuallyHidden>
        </span>
      )}
    </>
  );
}

/** When the last message came; of a snoozed conversation, when it comes back. */
function When({ row: { lastAt, tab, ticket } }: { row: InboxRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const back = tab === 'snoozed' ? ticket?.snoozedUntil : undefined;
  if (back !== undefined) {
    const time = soon(back, now, { language });
    return (
      <time className={styles.back} title={t('tickets.snoozedUntil', { time: fullTime(back, { language }) })}>
        <Undo2 size={12} aria-hidden="true" />
        <VisuallyHidden>{t('tickets.snoozedUntil', { time: '' })}</VisuallyHidden>
        {time}
      </time>
    );
  }
  return (
    <time className={styles.time} title={fullTime(lastAt, { language })}>
      {listTime(lastAt, now, { language })}
    </time>
  );
}
