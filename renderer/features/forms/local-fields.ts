/** Between instants and what date fields hold, on the wall clock of the counter's PC. Pure. */

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

const two = (value: number) => String(value).padStart(2, '0');

/** The day of an instant, as `<input type="date">` holds it. */
export function dateOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** An instant as `<input type="datetime-local">` writes it, to the minute. */
export function toLocalField(at: number): string {
  const date = new Date(at);
  return `${dateOf(at)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What that field says, as an instant; undefined while it is empty or no date, or before 1970. */
export function fromLocalField(value: string): number | undefined {
  const at = Date.parse(value);
  return Number.isNaN(at) || at < 0 ? undefined : at;
}
