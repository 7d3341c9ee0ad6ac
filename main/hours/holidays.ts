/** The days of Brazil's calendar on which shops stay closed, computed and never looked up. Pure. */
import { gregorianEaster } from 'date-easter';
import { Temporal } from 'temporal-polyfill';
import type { HolidayId, HolidayOffer } from '../../preload/entities/hours.ts';

type When =
  | { readonly month: number; readonly day: number }
  /** Days after Easter Sunday. */
  | { readonly easter: number };

interface Holiday {
  readonly id: HolidayId;
  readonly kind: HolidayOffer['kind'];
  readonly when: When;
}

/** National by federal law, in the order of the year; `optional` ones are customs, closed only where a shop says so. */
const HOLIDAYS: readonly Holiday[] = [
  { id: 'new-year', kind: 'national', when: { month: 1, day: 1 } },
  { id: 'carnival-monday', kind: 'optional', when: { easter: -48 } },
  { id: 'carnival-tuesday', kind: 'optional', when: { easter: -47 } },
  { id: 'good-friday', kind: 'national', when: { easter: -2 } },
  { id: 'tiradentes', kind: 'national', when: { month: 4, day: 21 } },
  { id: 'labour-day', kind: 'national', when: { month: 5, day: 1 } },
  { id: 'corpus-christi', kind: 'optional', when: { easter: 60 } },
  { id: 'independence', kind: 'national', when: { month: 9, day: 7 } },
  { id: 'our-lady', kind: 'national', when: { month: 10, day: 12 } },
  { id: 'all-souls', kind: 'national', when: { month: 11, day: 2 } },
  { id: 'republic', kind: 'national', when: { month: 11, day: 15 } },
  { id: 'black-awareness', kind: 'national', when: { month: 11, day: 20 } },
  { id: 'christmas', kind: 'national', when: { month: 12, day: 25 } },
];

/** Those by law: what a shop that sets its hours for the first time is proposed. */
export const NATIONAL: readonly HolidayId[] = HOLIDAYS.flatMap(({ id, kind }) =>
  kind === 'national' ? [id] : [],
);

function dateIn(year: number, when: When): Temporal.PlainDate {
  if ('month' in when) return Temporal.PlainDate.from({ year, ...when });
  const { month, day } = gregorianEaster(year);
  return Temporal.PlainDate.from({ year, month, day }).add({ days: when.easter });
}

/** The holidays of a year, by `YYYY-MM-DD`. */
export function holidaysOf(year: number): ReadonlyMap<string, HolidayId> {
  return new Map(HOLIDAYS.map(({ id, when }) => [dateIn(year, when).toString(), id]));
}

/** All of them with their next date, `from` included. */
export function offeredFrom(from: Temporal.PlainDate): HolidayOffer[] {
  return HOLIDAYS.map(({ id, kind, when }) => {
    const thisYear = dateIn(from.year, when);
    const past = Temporal.PlainDate.compare(thisYear, from) < 0;
    const next = past ? dateIn(from.year + 1, when) : thisYear;
    return { id, kind, date: next.toString(), weekDay: next.dayOfWeek };
  });
}
