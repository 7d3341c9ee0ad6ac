import { AlarmClock, ArrowRightLeft, CircleCheck, Ellipsis, Hand, RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../preload/entities.ts';
import { useShortcut } from '../../keyboard/keyboard.ts';
import { keysOf } from '../../keyboard/shortcuts.ts';
import { useUser } from '../../state/session.ts';
import { askTicket } from '../../state/tickets.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuAt } from '../../ui/menu.tsx';
import { SnoozeItems, TagItems, TicketMenu } from './ticket-menu.tsx';
import styles from './ticket-bar.module.css';
import { isOfAnother, isReturnable, isToAccept } from './ticket-state.ts';
import { useTicketActions } from './use-ticket-actions.ts';

/** The commands over an open conversation: what comes often as buttons, the rest behind one (AT-4, AT-11). */
export function TicketBar({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const act = useTicketActions(ticket);
  useTicketKeys(ticket);
  const live = ticket.state !== 'closed';
  return (
    <div role="toolbar" aria-label={t('tickets.actions')} className={styles.bar}>
      {isToAccept(ticket) && (
        <Button
          look="primary"
          icon={Hand}
          aria-keyshortcuts="Alt+A"
          title={keysOf('accept')}
          onClick={() => void act.accept()}
        >
          {t('tickets.accept')}
        </Button>
      )}
      {live ? (
        <>
          <IconButton
            icon={ArrowRightLeft}
            label={t('tickets.transfer.label')}
            keys={keysOf('transfer')}
            onClick={() => askTicket({ what: 'transfer', ticket })}
          />
          <SnoozeMenu ticket={ticket} />
          {ticket.state === 'open' ? (
            <Button
              icon={CircleCheck}
              className={styles.close}
              title={keysOf('closeTicket')}
              onClick={() => askTicket({ what: 'close', ticket })}
            >
              {t('tickets.close.label')}
            </Button>
          ) : (
            <IconButton
              icon={CircleCheck}
              label={t('tickets.close.label')}
              keys={keysOf('closeTicket')}
              onClick={() => askTicket({ what: 'close', ticket })}
            />
          )}
        </>
      ) : (
        <Button icon={RotateCcw} onClick={() => void act.reopen()}>
          {t('tickets.reopen')}
        </Button>
      )}
      <MoreMenu ticket={ticket} />
    </div>
  );
}

function SnoozeMenu({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  useShortcut('snooze', () => openMenu(button.current));
  return (
    <Menu
      align="end"
      label={t('tickets.snooze.label')}
      trigger={
        <IconButton
          ref={button}
          icon={AlarmClock}
          label={t('tickets.snooze.label')}
          keys={keysOf('snooze')}
        />
      }
    >
      <SnoozeItems ticket={ticket} />
    </Menu>
  );
}

function MoreMenu({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [tagsAt, setTagsAt] = useState<{ x: number; y: number }>();
  useShortcut('tag', () => {
    const box = button.current?.getBoundingClientRect();
    if (box) setTagsAt({ x: box.left, y: box.bottom });
  });
  return (
    <>
      <Menu
        align="end"
        label={t('tickets.more')}
        trigger={<IconButton ref={button} icon={Ellipsis} label={t('tickets.more')} />}
      >
        <TicketMenu ticket={ticket} rest />
      </Menu>
      {tagsAt && (
        <MenuAt
          at={tagsAt}
          label={t('tickets.tags.label')}
          onClose={() => setTagsAt(undefined)}
          returnFocus={() => button.current}
        >
          <TagItems ticket={ticket} />
        </MenuAt>
      )}
    </>
  );
}

/** As the keyboard opens it: with its first line chosen. */
function openMenu(button: HTMLElement | null): void {
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
}

function useTicketKeys(ticket: Ticket): void {
  const act = useTicketActions(ticket);
  const me = useUser()?.id;
  const live = ticket.state !== 'closed';
  useShortcut('accept', () => void act.accept(), isToAccept(ticket) || isOfAnother(ticket, me));
  useShortcut('transfer', () => askTicket({ what: 'transfer', ticket }), live);
  useShortcut('closeTicket', () => askTicket({ what: 'close', ticket }), live);
  useShortcut('returnTicket', () => void act.giveBack(), isReturnable(ticket));
  useShortcut('pin', () => void act.pin(!ticket.pinned), live);
}
