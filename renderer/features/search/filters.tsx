import { FilterX } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageKind } from '../../../preload/entities.ts';
import { useChannels } from '../../state/channels.ts';
import { filterSearch, NO_FILTER, useSearch } from '../../state/search.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { dateOf, endOfDay, startOfDay } from '../forms/local-fields.ts';
import styles from './filters.module.css';

/** What people call a kind, and the kinds that it stands for. */
const GROUPS = {
  all: [],
  text: ['text'],
  image: ['image'],
  video: ['video'],
  audio: ['voice', 'audio'],
  document: ['document'],
  sticker: ['sticker'],
  location: ['location'],
  contacts: ['contacts'],
} as const satisfies Readonly<Record<string, readonly MessageKind[]>>;
type Group = keyof typeof GROUPS;
const NAMES = Object.keys(GROUPS) as Group[];

const EVERY_CHANNEL = 'all';

export function Filters() {
  const { t } = useTranslation();
  const filter = useSearch((state) => state.filter);
  const channels = useChannels((state) => state.channels) ?? [];
  const group = NAMES.find((name) => GROUPS[name][0] === filter.kinds[0]) ?? 'all';
  const { channelId, from, to } = filter;
  // Not controlled: a date that is only half there has no value that could be given back. Emptied they are made anew.
  const [cleared, setCleared] = useState(0);
  const clear = () => {
    filterSearch(NO_FILTER);
    setCleared((times) => times + 1);
  };
  return (
    <fieldset className={styles.filters} aria-label={t('search.filters')}>
      <Select
        size="small"
        aria-label={t('search.kind')}
        value={group}
        onValue={(name) => filterSearch({ kinds: GROUPS[name] })}
        choices={NAMES.map((value) => ({ value, label: t(`search.kinds.${value}`) }))}
      />
      {channels.length > 1 && (
        <Select
          size="small"
          aria-label={t('inbox.filter.channel')}
          value={channelId === undefined ? EVERY_CHANNEL : String(channelId)}
          onValue={(value) =>
            filterSearch({ channelId: value === EVERY_CHANNEL ? undefined : Number(value) })
          }
          choices={[
            { value: EVERY_CHANNEL, label: t('inbox.filter.everyChannel') },
            ...channels.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      )}
      <DateField
        key={`from-${cleared}`}
        label={t('search.from')}
        value={from}
        onValue={(text) => filterSearch({ from: startOfDay(text) })}
      />
      <DateField
        key={`to-${cleared}`}
        label={t('search.to')}
        value={to}
        onValue={(text) => filterSearch({ to: endOfDay(text) })}
      />
      {(group !== 'all' || channelId !== undefined || from !== undefined || to !== undefined) && (
        <Button size="small" look="quiet" icon={FilterX} onClick={clear}>
          {t('search.clear')}
        </Button>
      )}
    </fieldset>
  );
}

interface DateFieldProps {
  label: string;
  value: number | undefined;
  onValue: (text: string) => void;
}

/** The browser's own field for dates: it speaks the system's language and has its calendar. */
function DateField({ label, value, onValue }: DateFieldProps) {
  const id = useId();
  return (
    <span className={styles.date}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className={styles.dateField}
        max="2999-12-31"
        defaultValue={value === undefined ? '' : dateOf(value)}
        onChange={(event) => onValue(event.target.value)}
      />
    </span>
  );
}
