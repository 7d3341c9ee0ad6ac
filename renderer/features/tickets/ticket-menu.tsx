import {
  AlarmClock,
  AlarmClockOff,
  ArrowRightLeft,
  CalendarClock,
  CalendarDays,
  CircleCheck,
  Copy,
  Hand,
  Inbox,
  Pin,
  PinOff,
  RotateCcw,
  Sunrise,
  Tag,
  Timer,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../preload/entities.ts';
import { clockTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { keysOf, type ShortcutId } from '../../keyboard/shortcuts.ts';
import { useAttendance } from '../../state/attendance.ts';
import { useUser } from '../../state/session.ts';
import { askTicket } from '../../state/tickets.ts';
import { MenuItem, MenuLabel, MenuSeparator, MenuToggle, SubMenu } from '../../ui/menu.tsx';
import { useNow } from '../../ui/use-now.ts';
import { HueDot } from './hue-dot.tsx';
import { snoozeTimes } from './snooze-times.ts';
import styles from './ticket-menu.module.css';
import { isOfAnother, isReturnable, isToAccept, standingOf } from './ticket-state.ts';
import { useTicketActions } from './use-ticket-actions.ts';

interface TicketMenuProps {
  ticket: Ticket;
  /** What comes often has buttons of its own beside this menu. */
  rest?: boolean;
}

/** All that can be done with a conversation's ticket (AT-1, AT-2, AT-4, AT-11). */
export function TicketMenu({ ticket, rest = false }: TicketMenuProps) {
  const { t } = useTranslation();
  const act = useTicketActions(ticket);
  const me = useUser()?.id;
  const live = ticket.state !== 'closed';
  // They act on the open conversation, which a row's menu may not be about.
  const keys = (id: ShortcutId) => (rest ? { keys: keysOf(id) } : {});
  return (
    <>
      {!rest && isToAccept(ticket) && (
        <MenuItem icon={Hand} onSelect={() => void act.accept()}>
          {t('tickets.accept')}
        </MenuItem>
      )}
      {isOfAnother(ticket, me) && (
        <MenuItem icon={Hand} onSelect={() => void act.accept()}>
          {t('tickets.takeOver.take')}
        </MenuItem>
      )}
      {!rest && live && (
        <MenuItem
          icon={ArrowRightLeft}

          onSelect={() => askTicket({ what: 'transfer', ticket })}
        >
          {t('tickets.transfer.label')}
        </MenuItem>
      )}
      {!rest && live && (
        <SubMenu icon={AlarmClock} label={t('tickets.snooze.label')}>
          <SnoozeItems ticket={ticket} />
        </SubMenu>
      )}
      {isReturnable(ticket) && (
        <MenuItem icon={Inbox} {...keys('returnTicket')} onSelect={() => void act.giveBack()}>
          {t('tickets.return')}
        </MenuItem>
      )}
      {!live && (
        <MenuItem icon={RotateCcw} onSelect={() => void act.reopen()}>
          {t('tickets.reopen')}
        </MenuItem>
      )}
      {live && (
        <MenuItem
          icon={ticket.pinned ? PinOff : Pin}
          {...keys('pin')}
          onSelect={() => void act.pin(!ticket.pinned)}
        >
          {ticket.pinned ? t('tickets.unpin') : t('tickets.pin')}
        </MenuItem>
      )}
      <SubMenu icon={Tag} label={t('tickets.tags.label')}>
        <TagItems ticket={ticket} />
      </SubMenu>
      <MenuItem icon={Copy} onSelect={() => act.copyProtocol()}>
        {t('tickets.copyProtocol')}
      </MenuItem>
      {!rest && live && (
        <>
          <MenuSeparator />
          <MenuItem
            icon={CircleCheck}

            onSelect={() => askTicket({ what: 'close', ticket })}
          >
            {t('tickets.close.label')}
          </MenuItem>
        </>
      )}
    </>
  );
}

/** In an hour, tomorrow, on Monday, at a time of one's own; back now when it is snoozed (AT-11). */
export function SnoozeItems({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const act = useTicketActions(ticket);
  const now = useNow('half-minute');
  const { inAnHour, tomorrow, monday } = snoozeTimes(now);
  const time = (at: number) => <span className={styles.time}>{clockTime(at, { language })}</span>;
  return (
    <>
      {standingOf(ticket) === 'snoozed' && (
        <>
          <MenuItem icon={AlarmClockOff} onSelect={() => void act.wake()}>
            {t('tickets.snooze.wake')}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={Timer} onSelect={() => void act.snooze('in-1-hour')}>
        {t('tickets.snooze.hour')} {time(inAnHour)}
      </MenuItem>
      <MenuItem icon={Sunrise} onSelect={() => void act.snooze('tomorrow-9')}>
        {t('tickets.snooze.tomorrow')} {time(tomorrow)}
      </MenuItem>
      {monday !== tomorrow && (
        <MenuItem icon={CalendarDays} onSelect={() => void act.snooze(monday)}>
          {t('tickets.snooze.monday')} {time(monday)}
        </MenuItem>
      )}
      <MenuItem icon={CalendarClock} onSelect={() => askTicket({ what: 'snooze', ticket })}>
        {t('tickets.snooze.choose')}
      </MenuItem>
    </>
  );
}

export function TagItems({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const tags = useAttendance((state) => state.tags);
  const act = useTicketActions(ticket);
  if (tags.length === 0) return <MenuLabel>{t('tickets.tags.toSettings')}</MenuLabel>;
  return tags.map(({ id, name, hue }) => (
    <MenuToggle
      key={id}
      checked={ticket.tagIds.includes(id)}
      onChecked={(checked) =>
        void act.tag(checked ? [...ticket.tagIds, id] : ticket.tagIds.filter((each) => each !== id))
      }
    >
      <HueDot hue={hue} /> <bdi>{name}</bdi>
    </MenuToggle>
  ));
}
