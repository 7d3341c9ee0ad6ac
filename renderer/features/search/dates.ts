/** Between the days that people choose and instants, in this PC's zone. */

function partsOf(text: string): [year: number, month: number, day: number] | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return found ? [Number(found[1]), Number(found[2]) - 1, Number(found[3])] : undefined;
}

/** The first instant of the day `2026-11-21`; undefined for what is no day, or before 1970. */
export function startOfDay(text: string): number | undefined {
  const parts = partsOf(text);
  const at = parts && new Date(...parts).getTime();
  return at !== undefined && at >= 0 ? at : undefined;
}

/** The last instant of the day, however long it is. */
export function endOfDay(text: string): number | undefined {
  const parts = partsOf(text);
  const at = parts && new Date(parts[0], parts[1], parts[2] + 1).getTime() - 1;
  return at !== undefined && at >= 0 ? at : undefined;
}

export function dateOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
