/** *Agendamentos*: the list, the month, and how many wait for an answer (SC-1). */
import { create } from 'zustand';
import type { CallError, CallOutput } from '../../preload/contract.ts';
import type { Occurrence, Schedule, ScheduleState } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

const PAGE = 100;

interface SchedulesState {
  show: ScheduleState;
  /** Undefined until main has told. */
  rows: readonly Schedule[] | undefined;
  more: boolean;
  error: CallError | undefined;
  /** Missed while the station was off, on all channels. */
  asking: number;
  /** The stretch that the calendar shows; undefined while it is not shown. */
  range: { readonly from: number; readonly to: number } | undefined;
  occurrences: readonly Occurrence[] | undefined;
}

const NOTHING: SchedulesState = {
  show: 'waiting',
  rows: undefined,
  more: false,
  error: undefined,
  asking: 0,
  range: undefined,
  occurrences: undefined,
};

export const useSchedules = create<SchedulesState>()(() => NOTHING);

export function forgetSchedules(): void {
  useSchedules.setState(NOTHING);
}

/** For the sign in the rail. */
export async function countAsking(): Promise<void> {
  const reply = await call('schedules.list', { states: ['asking'], limit: 1 });
  if (reply.ok) useSchedules.setState({ asking: reply.value.asking });
}

let asked = 0;

/** Keeps as many rows as are shown. */
export async function loadSchedules(): Promise<void> {
  const turn = (asked += 1);
  const { show, rows } = useSchedules.getState();
  const limit = Math.min(200, Math.max(PAGE, rows?.length ?? 0));
  const reply = await call('schedules.list', { states: [show], limit });
  if (turn !== asked) return;
  if (!reply.ok) useSchedules.setState({ error: reply.error });
  else take(reply.value, []);
}

export async function loadMoreSchedules(): Promise<void> {
  const { show, rows = [] } = useSchedules.getState();
  const turn = (asked += 1);
  const last = rows.at(-1);
  const from = isOver(show)
    ? { before: Math.min(...rows.map(({ id }) => id)) }
    : last && { after: { dueAt: last.dueAt, id: last.id } };
  const reply = await call('schedules.list', { states: [show], ...from, limit: PAGE });
  if (turn === asked && reply.ok) take(reply.value, rows);
}

const isOver = (show: ScheduleState) => show === 'done' || show === 'cancelled';

/** What is to come stands in order of time, as main pages it; what is over with the newest first. */
function take({ schedules, more, asking }: CallOutput<'schedules.list'>, before: readonly Schedule[]): void {
  const rows = [...before, ...schedules];
  if (isOver(useSchedules.getState().show)) rows.sort((a, b) => b.dueAt - a.dueAt);
  useSchedules.setState({ rows, more, asking, error: undefined });
}

export function showSchedules(show: ScheduleState): void {
  useSchedules.setState({ show, rows: undefined, more: false });
  void loadSchedules();
}

export async function showMonth(range: SchedulesState['range']): Promise<void> {
  useSchedules.setState({ range });
  if (!range) return;
  const reply = await call('schedules.calendar', range);
  if (useSchedules.getState().range !== range) return;
  if (reply.ok) useSchedules.setState({ occurrences: reply.value.occurrences, error: undefined });
  else useSchedules.setState({ error: reply.error });
}

export function refreshSchedules(): void {
  const { rows, range } = useSchedules.getState();
  if (rows) void loadSchedules();
  else void countAsking();
  if (range) void showMonth({ ...range });
}

export async function cancelSchedule(scheduleId: number): Promise<CallError | undefined> {
  const reply = await call('schedules.cancel', { scheduleId });
  return reply.ok ? undefined : reply.error;
}

/** What was missed: sent now after all, or left. */
export async function answerSchedule(scheduleId: number, send: boolean): Promise<CallError | undefined> {
  const reply = await call('schedules.answer', { scheduleId, send });
  return reply.ok ? undefined : reply.error;
}
