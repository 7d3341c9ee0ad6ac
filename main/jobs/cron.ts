import { parse } from 'node-cron';
import type { CronTimes } from './rules.ts';

const HOURS_OF_A_DAY = 24;

/**
 * Reads a five-field cron expression. node-cron reads it (names, steps, ranges); its timer and its next-run
 * computation ask the machine's clock themselves, so *when* is answered by `dueBetween`, which takes the time.
 */
export function readCron(expression: string): CronTimes {
  if (expression.trim().split(/\s+/).length !== 5) {
    throw new Error(`A job's time has five fields: ${expression}`);
  }
  const fields = parse(expression);
  const times = fields.hour.flatMap((hour) => fields.minute.map((minute) => (hour * 60 + minute) * 60_000));
  return {
    newestTimesFirst: times.sort((a, b) => b - a),
    monthDays: numbers(fields.dayOfMonth, expression),
    months: new Set(fields.month),
    weekDays: numbers(fields.dayOfWeek, expression),
    everyHour: new Set(fields.hour).size === HOURS_OF_A_DAY,
  };
}

function numbers(field: readonly (number | string)[], expression: string): ReadonlySet<number> {
  return new Set(
    field.map((value) => {
      // `L`, `W` and `#` of node-cron: no job needs them, and half an understanding would be worse than none.
      if (typeof value === 'string') throw new Error(`Not a plain day in ${expression}: ${value}`);
      return value;
    }),
  );
}
