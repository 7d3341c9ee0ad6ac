import { pino } from 'pino';
import { calls, type CallInput, type CallName, type CallOutput } from '../../../preload/contract.ts';
import type { User } from '../../../preload/entities.ts';
import type { Bus } from '../../api/handler.ts';
import { createDispatcher } from '../../api/dispatcher.ts';
import type { Handlers } from '../../api/handler.ts';
import { createRing, RITA, type Ring } from '../../inbox/testing/ring.ts';
import type { TicketFact } from '../../tickets/facts.ts';
import { createAudit } from '../../users/audit.ts';
import { type Attendance, createAttendance } from '../attendance.ts';

export { RITA };
export const BEA: User = { id: 2, name: 'Bea', role: 'receptionist' };
export const MARTA: User = { id: 3, name: 'Marta', role: 'manager' };

/** Three people at one counter, with everything that attendance is made of behind them. */
export interface Counter extends Ring {
  readonly attendance: Attendance;
  readonly facts: TicketFact[];
  closedSince: number | undefined;
  /** As the dispatcher calls it, roles and schemas included; rejects with the refusal's code. */
  ask<N extends CallName>(user: User, name: N, input: CallInput<N>): Promise<CallOutput<N>>;
}

export async function openCounter(given: { file?: string } = {}): Promise<Counter> {
  const ring = await createRing(given);
  const { db, clock, tickets } = ring;
  const log = pino({ level: 'silent' });
  const bus: Bus = {
    emit: (name, payload) => void ring.told.push({ name, payload } as Ring['told'][number]),
  };
  const addUser = db.statement<[number, string, string, string]>(
    'test.users',
    `INSERT OR IGNORE INTO user (id, name, name_key, role, pin_hash, created_at) VALUES (?, ?, ?, ?, '', 0)`,
  );
  for (const { id, name, role } of [BEA, MARTA]) addUser.run(id, name, name.toLowerCase(), role);
  const facts: TicketFact[] = [];
  tickets.listen((fact) => void facts.push(fact));
  const counter = { closedSince: undefined as number | undefined };
  const attendance = createAttendance({
    db,
    clock,
    zone: () => clock.timeZone,
    bus,
    log,
    audit: createAudit(db, clock),
    tickets,
    settings: ring.settings,
    preferences: ring.preferences,
    inbox: ring,
    refuseUnknownChannel: () => {},
    closedSince: () => counter.closedSince,
    queueUses: [],
  });
  const dispatch = createDispatcher({
    handlers: { ...ring.handlers, ...attendance.handlers } as Handlers,
    log,
    checkOutput: true,
  });
  return Object.assign(counter, ring, {
    attendance,
    facts,
    async ask<N extends CallName>(user: User, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      const reply = await dispatch(name, input, { user });
      if (!reply.ok) throw Object.assign(new Error(reply.error.code), reply.error);
      return calls[name].output.parse(reply.value) as CallOutput<N>;
    },
    close() {
      attendance.stop();
      ring.close();
    },
  });
}
