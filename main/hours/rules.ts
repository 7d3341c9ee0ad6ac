/** When a shop is open (BH-1). Pure: the time is an argument. */
import { Temporal } from 'temporal-polyfill';
import type { BusinessHours, HolidayId, Interval, OpenState } from '../../preload/entities/hours.ts';
import { holidaysOf } from './holidays.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Further away than that a change is never: a shop that only opens on one day of the year still does. */
const HORIZON_DAYS = 800;
const MAX_CACHED_DAYS = 4_000;

/** From … to, the end left out, in milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Day {
  readonly spans: readonly Span[];
  readonly special: string | undefined;
  readonly holiday: HolidayId | undefined;
}

/** A time in which nothing changes; without an end on a side on which it never does. */
interface Stretch {
  readonly open: boolean;
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** Instants are milliseconds since 1970 UTC; every one of them is answered, whatever the zone's clocks do around it. */
export interface Hours {
  isOpen(at: number): boolean;
  stateAt(at: number): OpenState;
  /** The first moment after `at` at which it opens or closes. */
  nextChange(at: number): number | undefined;
  /** The first moment from `at` on at which it is open; `at` itself when it is. */
  nextOpening(at: number): number | undefined;
  /** The same for all of one closed period and for no other; absent while it is open. */
  closedPeriodId(at: number): string | undefined;
  /** When it closed last, up to `at`. */
  lastClosing(at: number): number | undefined;
  /** How much of the time between was open. */
  openMsBetween(from: number, to: number): number;
  /** The moment at which so much open time has passed since `from`; absent when it never has. */
  afterOpenMs(from: number, ms: number): number | undefined;
}

/** `hours` undefined, or off: always open. */
export function createHours(hours: BusinessHours | undefined, timeZone: string): Hours {
  if (!hours?.on) return alwaysOpen;
  const days = new Map<number, Day>();
  const specials = new Map(hours.specials.map((day) => [day.yearly ? day.date.slice(5) : day.date, day]));
  let last: (Stretch & Span) | undefined;

  function rulesOf(date: Temporal.PlainDate): Omit<Day, 'spans'> & { intervals: readonly Interval[] } {
    const iso = date.toString();
    const special = specials.get(iso) ?? specials.get(iso.slice(5));
    if (special) return { intervals: special.intervals, special: special.name, holiday: undefined };
    const holiday = holidaysOf(date.year).get(iso);
    const closed = holiday !== undefined && hours!.holidays.includes(holiday);
    return closed
      ? { intervals: [], special: undefined, holiday }
      : { intervals: hours!.week[date.dayOfWeek - 1] ?? [], special: undefined, holiday: undefined };
  }

  /** `day`: days since 1970 on the wall clock. */
  function dayOf(day: number): Day {
    const known = days.get(day);
    if (known) return known;
    const date = dateOf(day);
    const { intervals, ...about } = rulesOf(date);
    const spans = intervals
      .map(({ from, to }) => ({
        from: instantOf(date, from, timeZone, 'earlier'),
        to: instantOf(date, to, timeZone, 'later'),
      }))
      .filter(({ from, to }) => from < to)
      .sort((a, b) => a.from - b.from);
    const made = { ...about, spans };
    if (days.size >= MAX_CACHED_DAYS) days.clear();
    days.set(day, made);
    return made;
  }

  const around = (day: number) => [day - 1, day, day + 1].flatMap((each) => dayOf(each).spans);

  function openEnd(at: number, day: number): number | undefined {
    let until = at;
    for (let next = day; next <= day + HORIZON_DAYS; next += 1) {
      let further = until;
      for (const { from, to } of around(next)) if (from <= further) further = Math.max(further, to);
      // Nothing reaches beyond: it ends here, unless a later day still touches the end.
      if (further === until && around(next + 1).every(({ from, to }) => from > until || to <= until)) {
        return until;
      }
      until = further;
    }
    return undefined;
  }

  function openStart(at: number, day: number): number | undefined {
    let since = at;
    for (let back = day; back >= day - HORIZON_DAYS; back -= 1) {
      let earlier = since;
      const lastFirst = around(back).sort((a, b) => b.to - a.to);
      for (const { from, to } of lastFirst) if (to >= earlier) earlier = Math.min(earlier, from);
      if (earlier === since && around(back - 1).every(({ from, to }) => to < since || from >= since)) {
        return since;
      }
      since = earlier;
    }
    return undefined;
  }

  function closedEnd(at: number, day: number): number | undefined {
    for (let next = day; next <= day + HORIZON_DAYS; next += 1) {
      const opening = Math.min(...around(next).flatMap(({ from }) => (from > at ? [from] : [])));
      if (opening < Infinity) return opening;
    }
    return undefined;
  }

  function closedStart(at: number, day: number): number | undefined {
    for (let back = day; back >= day - HORIZON_DAYS; back -= 1) {
      const lastOf = (spans: readonly Span[]) =>
        Math.max(...spans.flatMap(({ to }) => (to <= at ? [to] : [])));
      const closing = lastOf(around(back));
      // One that began the day before may outlast those of the day.
      if (closing > -Infinity) return Math.max(closing, lastOf(dayOf(back - 2).spans));
    }
    return undefined;
  }

  function stretchAt(at: number): Stretch {
    if (last && at >= last.from && at < last.to) return last;
    const day = wallDay(at, timeZone);
    const open = around(day).some(({ from, to }) => from <= at && at < to);
    const since = open ? openStart(at, day) : closedStart(at, day);
    const until = open ? openEnd(at, day) : closedEnd(at, day);
    // What never changes within the horizon is looked at anew after a while.
    last = { open, since, until, from: since ?? at, to: until ?? at + DAY };
    return last;
  }

  return {
    isOpen: (at) => stretchAt(at).open,
    stateAt(at) {
      const { open, since, until } = stretchAt(at);
      const { special, holiday } = dayOf(wallDay(at, timeZone));
      return {
        open,
        ...(since !== undefined && { since }),
        ...(until !== undefined && { until }),
        ...(!open && until !== undefined && { opensAt: until }),
        ...(special !== undefined && { special }),
        ...(holiday !== undefined && { holiday }),
      };
    },
    nextChange: (at) => stretchAt(at).until,
    nextOpening(at) {
      const { open, until } = stretchAt(at);
      return open ? at : until;
    },
    closedPeriodId(at) {
      const { open, since } = stretchAt(at);
      return open ? undefined : `closed-${since ?? 'always'}`;
    },
    lastClosing(at) {
      const { open, since } = stretchAt(at);
      return open && since !== undefined ? stretchAt(since - 1).since : since;
    },
    openMsBetween(from, to) {
      let open = 0;
      for (const stretch of stretches(from, to)) if (stretch.open) open += stretch.to - stretch.from;
      return open;
    },
    afterOpenMs(from, ms) {
      let left = ms;
      for (const stretch of stretches(from, from + HORIZON_DAYS * DAY)) {
        if (!stretch.open) continue;
        if (stretch.to - stretch.from >= left) return stretch.from + left;
        left -= stretch.to - stretch.from;
      }
      return undefined;
    },
  };

  function* stretches(from: number, to: number): Generator<Span & { open: boolean }> {
    let at = from;
    while (at < to) {
      const { open, until } = stretchAt(at);
      const end = Math.min(to, until ?? to);
      yield { from: at, to: end, open };
      at = end;
    }
  }
}

const alwaysOpen: Hours = {
  isOpen: () => true,
  stateAt: () => ({ open: true }),
  nextChange: () => undefined,
  nextOpening: (at) => at,
  closedPeriodId: () => undefined,
  lastClosing: () => undefined,
  openMsBetween: (from, to) => Math.max(0, to - from),
  afterOpenMs: (from, ms) => from + ms,
};

function dateOf(day: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(day * DAY)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
}

function wallDay(at: number, timeZone: string): number {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return Math.floor((at + offsetNanoseconds / 1_000_000) / DAY);
}

/**
 * When a wall clock shows so many minutes after the midnight of that date. A time that comes twice opens at its first
 * coming and closes at its second; one that is left out is the moment of the jump.
 */
function instantOf(
  date: Temporal.PlainDate,
  minutes: number,
  timeZone: string,
  which: 'earlier' | 'later',
): number {
  const wall = date.toPlainDateTime().add({ minutes });
  const there = wall.toZonedDateTime(timeZone, { disambiguation: which });
  if (there.toPlainDateTime().equals(wall)) return there.epochMilliseconds;
  const before = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? before.epochMilliseconds;
}

/** Minutes after midnight on the wall clock. */
export function wallMinutes(at: number, timeZone: string): number {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const wall = at + offsetNanoseconds / 1_000_000;
  return Math.floor((wall - Math.floor(wall / DAY) * DAY) / MINUTE);
}
