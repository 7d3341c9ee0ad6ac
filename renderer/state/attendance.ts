/** What the shop has to sort its conversations by: queues, tags, closing reasons, people, and how it attends. */
import { create } from 'zustand';
import type { AttendanceSettings, ClosingReason, Queue, Tag, User } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

interface AttendanceState {
  queues: readonly Queue[];
  tags: readonly Tag[];
  /** Retired ones too: tickets closed for them keep their name. */
  reasons: readonly ClosingReason[];
  /** Who can unlock the station. */
  people: readonly User[];
  /** Undefined until main has told. */
  settings: AttendanceSettings | undefined;
}

const NOTHING: AttendanceState = { queues: [], tags: [], reasons: [], people: [], settings: undefined };

export const useAttendance = create<AttendanceState>()(() => NOTHING);

export function forgetAttendance(): void {
  useAttendance.setState(NOTHING);
}

export async function loadAttendance(): Promise<void> {
  const [queues, tags, reasons, people, settings] = await Promise.all([
    call('queues.list'),
    call('tags.list'),
    call('closingReasons.list'),
    call('users.names'),
    call('attendance.get'),
  ]);
  useAttendance.setState({
    ...(queues.ok && { queues: queues.value }),
    ...(tags.ok && { tags: tags.value }),
    ...(reasons.ok && { reasons: reasons.value }),
    ...(people.ok && { people: people.value }),
    ...(settings.ok && { settings: settings.value }),
  });
}

export function useQueue(id: number | undefined): Queue | undefined {
  return useAttendance(({ queues }) => queues.find((queue) => queue.id === id));
}

export function usePerson(id: number | undefined): User | undefined {
  return useAttendance(({ people }) => people.find((person) => person.id === id));
}
