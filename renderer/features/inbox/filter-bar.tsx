import { ArrowDownUp, ListFilter, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../state/channels.ts';
import { clearFilter, setFilter, setOrder, useInbox } from '../../state/inbox.ts';
import type { InboxOrder } from '../../../preload/entities.ts';
import type { InboxFilter } from '../../state/merge.ts';
import { useAttendance } from '../../state/attendance.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuChoice } from '../../ui/menu.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './filter-bar.module.css';

const EVERY = '';
const ORDERS: readonly InboxOrder[] = ['longest-waiting', 'newest'];

type Chosen = Pick<InboxFilter, 'channelId' | 'queueId' | 'tagId'>;

/** Which of the tab's conversations are shown, and in what order. What is on can be seen and taken off in one place. */
export function FilterBar() {
  const { t } = useTranslation();
  const filter = useInbox((state) => state.filter);
  return (
    <div className={styles.bar}>
      <fieldset className={styles.line} aria-label={t('inbox.filter.label')}>
        <Toggle on={filter.unreadOnly} onPress={() => void setFilter({ unreadOnly: !filter.unreadOnly })}>
          <UnreadLabel />
        </Toggle>
        <Toggle on={filter.mine} onPress={() => void setFilter({ mine: !filter.mine })}>
          {t('inbox.filter.mine')}
        </Toggle>
        <MoreFilters />
        <OrderMenu />
      </fieldset>
      <Chosen />
    </div>
  );
}

function Toggle(props: { on: boolean; onPress: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className={styles.chip} aria-pressed={props.on} onClick={props.onPress}>
      {props.children}
    </button>
  );
}

function UnreadLabel() {
  const { t } = useTranslation();
  const unread = useInbox((state) => state.unreadConversations);
  return unread > 0 ? t('inbox.filter.unreadCount', { number: unread }) : t('inbox.filter.unread');
}

/** Of what there is only one there is nothing to choose. */
function useChoices() {
  const { t } = useTranslation();
  const channels = useChannels((state) => state.channels) ?? [];
  const queues = useAttendance((state) => state.queues);
  const tags = useAttendance((state) => state.tags);
  const kinds: readonly {
    key: keyof Chosen;
    label: string;
    every: string;
    things: readonly { id: number; name: string }[];
  }[] = [
    {
      key: 'channelId',
      label: t('inbox.filter.channel'),
      every: t('inbox.filter.everyChannel'),
      things: channels.length > 1 ? channels : [],
    },
    { key: 'queueId', label: t('inbox.filter.queue'), every: t('inbox.filter.everyQueue'), things: queues },
    { key: 'tagId', label: t('inbox.filter.tag'), every: t('inbox.filter.everyTag'), things: tags },
  ];
  return kinds.filter(({ things }) => things.length > 0);
}

function MoreFilters() {
  const { t } = useTranslation();
  const filter = useInbox((state) => state.filter);
  const kinds = useChoices();
  const count = kinds.filter(({ key }) => filter[key] !== undefined).length;
  if (kinds.length === 0) return null;
  const label = count > 0 ? t('inbox.filter.moreCount', { count }) : t('inbox.filter.more');
  return (
    <Popover
      align="start"
      label={t('inbox.filter.more')}
      trigger={
        <button type="button" className={styles.chip} aria-label={label} data-active={count > 0 || undefined}>
          <ListFilter size={14} aria-hidden="true" />
          <span className={styles.words}>{t('inbox.filter.more')}</span>
        </button>
      }
    >
      {kinds.map(({ key, label: name, every, things }) => (
        <Field key={key} label={name}>
          {(control) => (
            <Select
              {...control}
              value={filter[key] === undefined ? EVERY : String(filter[key])}
              onValue={(value) => void setFilter({ [key]: value === EVERY ? undefined : Number(value) })}
              choices={[
                { value: EVERY, label: every },
                ...things.map(({ id, name: each }) => ({ value: String(id), label: each })),
              ]}
            />
          )}
        </Field>
      ))}
      <Button size="small" disabled={count === 0} onClick={() => void clearFilter()}>
        {t('inbox.filter.clear')}
      </Button>
    </Popover>
  );
}

function OrderMenu() {
  const { t } = useTranslation();
  const order = useInbox((state) => state.order);
  return (
    <Menu
      align="end"
      label={t('inbox.order.label')}
      trigger={
        <IconButton
          icon={ArrowDownUp}
          className={styles.order}
          label={`${t('inbox.order.label')}: ${t(`inbox.order.${order}`)}`}
        />
      }
    >
      <MenuChoice
        label={t('inbox.order.label')}
        value={order}
        onValue={(next) => void setOrder(next)}
        choices={ORDERS.map((value) => ({ value, label: t(`inbox.order.${value}`) }))}
      />
    </Menu>
  );
}

/** What is chosen among the filters, each to be taken off at a press. */
function Chosen() {
  const { t } = useTranslation();
  const filter = useInbox((state) => state.filter);
  const chosen = useChoices().flatMap(({ key, things }) => {
    const found = things.find(({ id }) => id === filter[key]);
    return found ? [{ key, name: found.name }] : [];
  });
  if (chosen.length === 0) return null;
  return (
    <ul className={styles.chosen}>
      {chosen.map(({ key, name }) => (
        <li key={key} className={styles.item}>
          <button
            type="button"
            className={styles.taken}
            aria-label={t('inbox.filter.remove', { name })}
            onClick={() => void setFilter({ [key]: undefined })}
          >
            <bdi className={styles.name}>{name}</bdi>
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
