/** A list with one of its things moved to another place; places beyond the ends are the ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from);
  const thing = list[from];
  return thing === undefined ? rest : rest.toSpliced(Math.max(0, to), 0, thing);
}
