import type { Bus } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import type { Hours } from './rules.ts';

/** Opens and closes the shop (BH-3): windows hear of it in the minute in which it happens. */
export interface Openings {
  /** Looks at every channel. Answers what has changed in a few words. */
  look(): string;
}

export function createOpenings({
  clock,
  bus,
  channelIds,
  hoursOf,
}: {
  clock: Clock;
  bus: Bus;
  channelIds: () => readonly number[];
  hoursOf: (channelId: number) => Hours;
}): Openings {
  /** What windows were told last; of a station that has just started, nothing. */
  const told = new Map<number, boolean>();

  return {
    look() {
      const now = clock.now();
      const open = new Map(channelIds().map((id) => [id, hoursOf(id).isOpen(now)]));
      const changed = [...open].flatMap(([id, is]) => (told.get(id) === is ? [] : [id]));
      const news = changed.filter((id) => told.has(id));
      told.clear();
      for (const [id, is] of open) told.set(id, is);
      if (changed.length > 0) bus.emit('automation.changed', { channelIds: changed });
      const opened = news.filter((id) => open.get(id)).length;
      return `${opened} opened, ${news.length - opened} closed`;
    },
  };
}
