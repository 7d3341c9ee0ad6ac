/** When a snoozed conversation comes back. Pure: the present is an argument, in this PC's own zone. */

const HOUR = 3_600_000;
const MORNING = 9;

export interface SnoozeTimes {
  inAnHour: number;
  tomorrow: number;
  monday: number;
}

/** Nine o'clock so many calendar days from now, whatever the clocks do in between. */
function morningIn(days: number, now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, MORNING).getTime();
}

/** In an hour, tomorrow at nine, next Monday at nine (AT-11). On a Sunday the last two are the same morning. */
export function snoozeTimes(now: number): SnoozeTimes {
  const weekday = new Date(now).getDay();
  return {
    inAnHour: now + HOUR,
    tomorrow: morningIn(1, now),
    monday: morningIn((8 - weekday) % 7 || 7, now),
  };
}
