import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../preload/entities.ts';
import { dateFormat } from '../../i18n/formats.ts';
import { clockTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { showMonth, useSchedules } from '../../state/schedules.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useNow } from '../../ui/use-now.ts';
import { weekDayNames } from '../hours/week-days.ts';
import styles from './calendar.module.css';
import { DayList } from './day-list.tsx';
import { dayAfter, dayByKey, dayOf, monthAfter, sameMonth, weeksOf } from './month.ts';

/** Drawn in a day; the rest is counted. */
const SHOWN = 3;
const NONE: readonly Occurrence[] = [];

/** A month at a glance: the arrow keys go through its days, Page Up and Down through the months. */
export function Calendar({ onAdd }: { onAdd: (dueAt: number) => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const today = dayOf(useNow('half-minute'));
  const [chosen, setChosen] = useState(today);
  const table = useRef<HTMLTableElement>(null);
  const { occurrences, error } = useSchedules();
  const month = new Date(chosen).getFullYear() * 12 + new Date(chosen).getMonth();
  // Of another day of the same month it is the same weeks.
  // oxlint-disable-next-line react/exhaustive-deps
  const weeks = useMemo(() => weeksOf(chosen), [month]);
  const byDay = useMemo(() => gathered(occurrences ?? NONE), [occurrences]);

  const from = weeks[0]?.[0] ?? chosen;
  const to = dayAfter(weeks.at(-1)?.at(-1) ?? chosen, 1);
  useEffect(() => {
    void showMonth({ from, to });
    return () => void showMonth(undefined);
  }, [from, to]);

  const press = (event: KeyboardEvent) => {
    const goal = event.altKey || event.ctrlKey ? undefined : dayByKey(chosen, event.key);
    if (goal === undefined) return;
    event.preventDefault();
    setChosen(goal);
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>('button[aria-pressed="true"]')?.focus(),
    );
  };
  const title = dateFormat(language, { month: 'long', year: 'numeric' }).format(chosen);
  return (
    <div className={styles.calendar}>
      <div className={styles.tools}>
        <h2 className={styles.title} aria-live="polite">
          {title.charAt(0).toLocaleUpperCase(language) + title.slice(1)}
        </h2>
        <IconButton
          icon={ChevronLeft}
          label={t('schedules.monthBefore')}
          onClick={() => setChosen(monthAfter(chosen, -1))}
        />
        <IconButton
          icon={ChevronRight}
          label={t('schedules.monthAfter')}
          onClick={() => setChosen(monthAfter(chosen, 1))}
        />
        <Button size="small" onClick={() => setChosen(today)}>
          {t('schedules.today')}
        </Button>
      </div>
      {error && <Banner tone="bad">{words(error)}</Banner>}
      <div className={styles.both}>
        <table ref={table} className={styles.month} aria-label={title}>
          <thead>
            <tr>
              {weekDayNames(language).map((name) => (
                <th key={name} scope="col">
                  <abbr title={name}>{name.slice(0, 3)}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move among its buttons */}
          <tbody onKeyDown={press}>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((day) => (
                  <td key={day}>
                    <Day
                      day={day}
                      own={sameMonth(day, chosen)}
                      isToday={day === today}
                      chosen={day === chosen}
                      occurrences={byDay.get(day) ?? NONE}
                      onChoose={() => setChosen(day)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <DayList
          day={chosen}
          past={chosen < today}
          occurrences={byDay.get(chosen) ?? NONE}
          onAdd={() => onAdd(proposedOn(chosen))}
        />
      </div>
    </div>
  );
}

/** Nine in the morning; today that may be over, so in an hour. */
function proposedOn(day: number): number {
  const date = new Date(day);
  const morning = new Date(date.getFullYear(), date.getMonth(), date.getDate(), 9).getTime();
  return Math.max(morning, Date.now() + 3_600_000);
}

function gathered(occurrences: readonly Occurrence[]): ReadonlyMap<number, readonly Occurrence[]> {
  const days = new Map<number, Occurrence[]>();
  for (const each of occurrences) {
    const day = dayOf(each.at);
    const own = days.get(day);
    if (own) own.push(each);
    else days.set(day, [each]);
  }
  return days;
}

interface DayProps {
  day: number;
  own: boolean;
  isToday: boolean;
  chosen: boolean;
  occurrences: readonly Occurrence[];
  onChoose: () => void;
}

function Day({ day, own, isToday, chosen, occurrences, onChoose }: DayProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const date = dateFormat(language, { dateStyle: 'full' }).format(day);
  const over = occurrences.length - SHOWN;
  return (
    <button
      type="button"
      className={styles.day}
      aria-pressed={chosen}
      aria-current={isToday ? 'date' : undefined}
      tabIndex={chosen ? 0 : -1}
      data-other={!own || undefined}
      onClick={onChoose}
    >
      <VisuallyHidden>
        {date}, {t('schedules.onDay', { count: occurrences.length })}
      </VisuallyHidden>
      <span className={styles.number} aria-hidden="true">
        {new Date(day).getDate()}
      </span>
      {occurrences.slice(0, over === 1 ? SHOWN + 1 : SHOWN).map(({ scheduleId, at, contactName, state }) => (
        <span key={`${scheduleId} ${at}`} className={styles.item} data-state={state} aria-hidden="true">
          {clockTime(at, { language })} <bdi>{contactName || t('contacts.unnamed')}</bdi>
        </span>
      ))}
      {over > 1 && (
        <span className={styles.over} aria-hidden="true">
          {t('schedules.moreOnDay', { count: over })}
        </span>
      )}
    </button>
  );
}
