import { isInvisible } from '../../preload/entities.ts';
import type { Occurrence, Schedule, ScheduleDraft } from '../../preload/entities/schedules.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import { refuseTexts } from '../automation/checks.ts';
import type { Facts, Place } from '../automation/facts.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { ShopZone } from '../hours/zone.ts';
import { previewOf } from '../inbox/rules.ts';
import { timesOf } from './rules.ts';
import type { ScheduleRunner } from './runner.ts';
import type { ScheduleRow, Schedules } from './store.ts';

const YEAR = 366 * 86_400_000;
const MAX_OCCURRENCES = 2_000;
/** Times shown of a repetition before it is saved. */
const SHOWN_TIMES = 8;
/** A form that was open for a while. */
const GRACE_MS = 60_000;

export function scheduleHandlers({
  clock,
  bus,
  zone,
  facts,
  schedules,
  runner,
  archived,
}: {
  clock: Clock;
  bus: Bus;
  zone: ShopZone;
  facts: Pick<Facts, 'place'>;
  schedules: Schedules;
  runner: ScheduleRunner;
  /** Nothing leaves through an archived channel any more. */
  archived: (channelId: number) => boolean;
}): Pick<Handlers, Extract<keyof Handlers, `schedules.${string}`>> {
  function existing(id: number): ScheduleRow {
    const row = schedules.byId(id);
    if (!row) throw new Refusal('schedule-not-found');
    return row;
  }

  function open(conversationId: number): Place {
    const place = facts.place(conversationId);
    if (!place) throw new Refusal('conversation-not-found');
    if (archived(place.channelId)) throw new Refusal('channel-archived');
    // Nothing goes to a group by itself.
    if (place.contactKind === 'group') throw new Refusal('schedule-group');
    return place;
  }

  /**
   * The draft with the first time that its repetition has: a Monday that it names, not the Sunday it was written on; and
   * not one at which it has gone out while its form was open.
   */
  function checked(draft: ScheduleDraft, hasRun: (dueAt: number) => boolean = () => false): ScheduleDraft {
    if (isInvisible(draft.text)) throw new Refusal('message-empty', { field: 'draft.text' });
    refuseTexts([{ field: 'draft.text', text: draft.text, mayBeEmpty: false }]);
    if (draft.dueAt < clock.now() - GRACE_MS) throw new Refusal('schedule-past', { field: 'draft.dueAt' });
    const times = timesOf(draft.dueAt, draft.repeat, zone.get());
    const first = times.after(draft.dueAt - 1);
    if (first === undefined) throw new Refusal('schedule-never', { field: 'draft.repeat' });
    const dueAt = hasRun(first) ? times.after(first) : first;
    if (dueAt === undefined) throw new Refusal('schedule-past', { field: 'draft.dueAt' });
    return { ...draft, dueAt };
  }

  function told(id: number): Schedule {
    const schedule = schedules.shown(id)!;
    bus.emit('schedules.changed', { conversationIds: [schedule.conversationId] });
    return schedule;
  }

  function occurrence(schedule: Schedule, at: number, state: Occurrence['state']): Occurrence {
    const { id, conversationId, channelId, contactName, text, repeat } = schedule;
    return {
      scheduleId: id,
      conversationId,
      channelId,
      contactName,
      preview: previewOf(text),
      at,
      state,
      repeats: repeat !== undefined,
    };
  }

  return {
    'schedules.list'({ channelId, conversationId, states, after, before, limit }) {
      const query = { channelId, conversationId, states, after, before, limit };
      return { ...schedules.list(query), asking: schedules.asking() };
    },
    'schedules.calendar'({ from, to, channelId, conversationId }) {
      if (to <= from || to - from > YEAR) throw new Refusal('range-too-long', { field: 'to' });
      const of = { channelId, conversationId, limit: MAX_OCCURRENCES + 1 };
      const past = schedules
        .runs({ ...of, from, to })
        .map(({ run, shown }) => occurrence(shown, run.dueAt, run.state));
      const later = schedules.planned({ ...of, before: to }).flatMap(({ row, shown }) =>
        timesOf(row.firstAt, row.repeat, zone.get())
          .between(Math.max(from, row.dueAt), to)
          .map((at) => occurrence(shown, at, row.asking && at === row.dueAt ? 'asking' : 'planned')),
      );
      const all = [...past, ...later].sort((a, b) => a.at - b.at || a.scheduleId - b.scheduleId);
      return { occurrences: all.slice(0, MAX_OCCURRENCES), more: all.length > MAX_OCCURRENCES };
    },
    'schedules.times': ({ dueAt, repeat }) => timesOf(dueAt, repeat, zone.get()).first(SHOWN_TIMES),
    'schedules.create'({ conversationId, draft }, { user }) {
      const place = open(conversationId);
      const { text, dueAt, repeat, missed } = checked(draft);
      const words = { text, dueAt, repeat, missed };
      return told(
        schedules.add({ ...words, conversationId: place.conversationId, userId: user?.id, at: clock.now() }),
      );
    },
    'schedules.update'({ scheduleId, draft }) {
      const row = existing(scheduleId);
      if (row.state !== 'waiting') throw new Refusal('schedule-over');
      open(row.conversationId);
      const { text, dueAt, repeat, missed } = checked(draft, (at) => schedules.hasRun(scheduleId, at));
      schedules.change(scheduleId, { text, dueAt, repeat, missed });
      return told(scheduleId);
    },
    'schedules.cancel'({ scheduleId }) {
      const row = existing(scheduleId);
      if (row.state !== 'waiting') return;
      schedules.end(scheduleId, 'cancelled');
      told(scheduleId);
    },
    'schedules.answer'({ scheduleId, send }) {
      const row = existing(scheduleId);
      // Another window has answered meanwhile.
      if (row.state !== 'waiting' || !row.asking) throw new Refusal('schedule-over');
      if (send) open(row.conversationId);
      runner.answer(row, send);
    },
  };
}
