/** Between the fields of the form and a repetition. Pure; main has the last word. */
import type { MissedPolicy, Repeat } from '../../../preload/entities.ts';

export type Every = Repeat['every'] | '';
export type Ends = 'never' | 'until' | 'count';

export interface RepeatForm {
  readonly every: Every;
  readonly interval: number;
  /** ISO, 1 is Monday. */
  readonly weekDays: readonly number[];
  readonly ends: Ends;
  /** `2026-12-31` */
  readonly until: string;
  readonly count: number;
}

export function formOf(repeat: Repeat | undefined): RepeatForm {
  return {
    every: repeat?.every ?? '',
    interval: repeat?.interval ?? 1,
    weekDays: repeat?.weekDays ?? [],
    ends: repeat?.until === undefined ? (repeat?.count === undefined ? 'never' : 'count') : 'until',
    until: repeat?.until ?? '',
    count: repeat?.count ?? 10,
  };
}

/** Undefined for once. An end without a date is none. */
export function repeatOf({ every, interval, weekDays, ends, until, count }: RepeatForm): Repeat | undefined {
  if (every === '') return undefined;
  return {
    every,
    interval,
    weekDays: every === 'week' ? [...weekDays].sort((a, b) => a - b) : [],
    ...(ends === 'until' && until !== '' && { until }),
    ...(ends === 'count' && { count }),
  };
}

export function toggled(days: readonly number[], day: number): readonly number[] {
  return days.includes(day) ? days.filter((each) => each !== day) : [...days, day];
}

/** Minutes of lateness that are forgiven where somebody chooses that for the first time. */
const USUAL_MINUTES = 60;

export function missedOf(kind: MissedPolicy['kind'], before: MissedPolicy): MissedPolicy {
  if (kind !== 'send-within') return { kind };
  return before.kind === 'send-within' ? before : { kind, minutes: USUAL_MINUTES };
}
