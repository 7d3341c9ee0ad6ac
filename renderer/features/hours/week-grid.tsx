import { Plus } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interval } from '../../../preload/entities/hours.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import {
  clashes,
  DAY,
  drawn,
  moved,
  nextFree,
  resized,
  snap,
  STEP,
  timeOf,
  type Week,
  withDay,
} from './week.ts';
import styles from './week-grid.module.css';

export interface Selected {
  readonly day: number;
  readonly place: number;
}

interface WeekGridProps {
  week: Week;
  selected: Selected | undefined;
  dayNames: readonly string[];
  onWeek: (week: Week) => void;
  onSelect: (selected: Selected | undefined) => void;
}

/** A bar a day, drawn, moved and stretched by the mouse, or by the arrow keys on each interval. */
export function WeekGrid({ week, selected, dayNames, onWeek, onSelect }: WeekGridProps) {
  const { t } = useTranslation();
  const atFault = clashes(week);
  const add = (day: number) => {
    const intervals = week[day] ?? [];
    onWeek(withDay(week, day, [...intervals, nextFree(intervals)]));
    onSelect({ day, place: intervals.length });
  };
  return (
    <fieldset className={styles.grid} aria-label={t('hours.week')}>
      <Scale />
      {week.map((intervals, day) => (
        <fieldset key={dayNames[day]} className={styles.day} aria-label={dayNames[day]}>
          <span className={styles.name} aria-hidden="true">
            {dayNames[day]}
          </span>
          <Track
            dayName={dayNames[day] ?? ''}
            intervals={intervals}
            faults={intervals.map((_, place) => atFault.has(`${day}.${place}`))}
            selected={selected?.day === day ? selected.place : undefined}
            onIntervals={(next) => onWeek(withDay(week, day, next))}
            onSelect={(place) => onSelect(place === undefined ? undefined : { day, place })}
          />
          <IconButton icon={Plus} label={t('hours.add', { day: dayNames[day] })} onClick={() => add(day)} />
        </fieldset>
      ))}
    </fieldset>
  );
}

function Scale() {
  return (
    <div className={styles.scale} aria-hidden="true">
      {[0, 3, 6, 9, 12, 15, 18, 21, 24].map((hour) => (
        <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
          {hour}
        </span>
      ))}
    </div>
  );
}

type Grip = 'new' | 'whole' | 'from' | 'to';
interface Drag {
  readonly grip: Grip;
  readonly place: number;
  readonly startedAt: number;
  readonly before: Interval | undefined;
  readonly now: Interval;
}

interface TrackProps {
  dayName: string;
  intervals: readonly Interval[];
  faults: readonly boolean[];
  selected: number | undefined;
  onIntervals: (intervals: readonly Interval[]) => void;
  onSelect: (place: number | undefined) => void;
}

function Track({ dayName, intervals, faults, selected, onIntervals, onSelect }: TrackProps) {
  const track = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const shown = drag ? withPlace(intervals, drag.place, drag.now) : intervals;

  const minuteAt = (event: PointerEvent) => {
    const box = track.current!.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    return (getComputedStyle(track.current!).direction === 'rtl' ? 1 - part : part) * DAY;
  };
  const begin = (event: PointerEvent, grip: Grip, place: number) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    track.current?.setPointerCapture(event.pointerId);
    const startedAt = minuteAt(event);
    const before = intervals[place];
    setDrag({ grip, place, startedAt, before, now: before ?? drawn(startedAt, startedAt) });
    if (before) onSelect(place);
  };
  const go = (event: PointerEvent) => {
    if (!drag) return;
    const at = minuteAt(event);
    const by = snap(at - drag.startedAt);
    const now = !drag.before
      ? drawn(drag.startedAt, at)
      : drag.grip === 'whole'
        ? moved(drag.before, by)
        : resized(drag.before, drag.grip === 'from' ? 'from' : 'to', by);
    setDrag({ ...drag, now });
  };
  const end = () => {
    if (!drag) return;
    setDrag(undefined);
    const { before, now, place } = drag;
    if (before?.from === now.from && before.to === now.to) return;
    onIntervals(withPlace(intervals, place, now));
    onSelect(place);
  };

  return (
    <div
      ref={track}
      className={styles.track}
      onPointerDown={(event) => begin(event, 'new', intervals.length)}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={() => setDrag(undefined)}
    >
      {shown.map((interval, place) => (
        <Block
          // oxlint-disable-next-line react/no-array-index-key -- an interval is known by its place
          key={place}
          dayName={dayName}
          interval={interval}
          fault={faults[place] === true}
          selected={place === selected}
          onGrip={(event, grip) => begin(event, grip, place)}
          onSelect={() => onSelect(place)}
          onInterval={(next) => onIntervals(withPlace(intervals, place, next))}
          onRemove={() => {
            onIntervals(intervals.filter((_, index) => index !== place));
            onSelect(undefined);
          }}
        />
      ))}
    </div>
  );
}

function withPlace(intervals: readonly Interval[], place: number, interval: Interval): Interval[] {
  const next = [...intervals];
  next[place] = interval;
  return next;
}

interface BlockProps {
  dayName: string;
  interval: Interval;
  fault: boolean;
  selected: boolean;
  onGrip: (event: PointerEvent, grip: Grip) => void;
  onSelect: () => void;
  onInterval: (interval: Interval) => void;
  onRemove: () => void;
}

function Block({ dayName, interval, fault, selected, onGrip, onSelect, onInterval, onRemove }: BlockProps) {
  const { t } = useTranslation();
  const { from, to } = interval;
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (by === undefined || event.altKey) return;
    else if (event.ctrlKey) onInterval(resized(interval, 'from', by));
    else onInterval(event.shiftKey ? resized(interval, 'to', by) : moved(interval, by));
    event.preventDefault();
  };
  const times = `${timeOf(from)}–${timeOf(to)}`;
  return (
    <button
      type="button"
      className={styles.block}
      aria-label={t(to > DAY ? 'hours.intervalNextDay' : 'hours.interval', {
        day: dayName,
        from: timeOf(from),
        to: timeOf(to),
      })}
      aria-describedby={fault ? 'hours-clash' : undefined}
      aria-pressed={selected}
      data-fault={fault || undefined}
      data-next-day={to > DAY || undefined}
      style={{
        insetInlineStart: `${(from / DAY) * 100}%`,
        width: `${((Math.min(to, DAY) - from) / DAY) * 100}%`,
      }}
      onPointerDown={(event) => onGrip(event, 'whole')}
      onClick={onSelect}
      onKeyDown={press}
    >
      <span className={styles.grip} onPointerDown={(event) => onGrip(event, 'from')} />
      <span className={styles.times}>{times}</span>
      {to <= DAY && <span className={styles.grip} data-end onPointerDown={(event) => onGrip(event, 'to')} />}
    </button>
  );
}
