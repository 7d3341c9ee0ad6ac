import type { FailureCode } from '../../preload/entities.ts';
import type { Change } from '../channels/wire.ts';
import type { Database } from '../db/database.ts';
import type { Waiting } from './rules.ts';

export interface OwnChange {
  readonly id: number;
  readonly messageId: number;
  readonly waId: string;
  readonly at: number;
  readonly change: Change['kind'];
  readonly body: string;
}

export interface OwnChangeStore {
  /** Takes the place of what had not left yet of the same kind on the same message. */
  add(change: {
    messageId: number;
    channelId: number;
    waId: string;
    userId: number | undefined;
    at: number;
    change: Change;
  }): void;
  byId(id: number): OwnChange | undefined;
  byWaId(channelId: number, waId: string): OwnChange | undefined;
  /** Also of those that are through; known for as long as the newest thousand. */
  wasMade(channelId: number, waId: string): boolean;
  waiting(channelId: number): Iterable<Waiting>;
  unsettled(channelId: number): Waiting[];
  /** Neither through nor refused. */
  isUnderWay(id: number): boolean;
  claim(id: number): void;
  again(id: number, attempts: number, notBefore: number): void;
  fail(id: number, failure: FailureCode): void;
  done(id: number): void;
  /** Answers whether something had failed. */
  dismiss(messageId: number): boolean;
}

interface Row extends Omit<Waiting, 'heavy'> {}

const COLUMNS = 'id, message_id AS messageId, wa_id AS waId, at, change, body';
const WAITING = 'id, message_id AS line, state, attempts, not_before AS notBefore';

const light = (row: Row): Waiting => ({ ...row, heavy: false });

export function createOwnChangeStore(db: Database): OwnChangeStore {
  const replace = db.statement<[number, string]>(
    'ownChange.replace',
    `DELETE FROM own_change WHERE message_id = ? AND change = ? AND state IN ('queued', 'failed')`,
  );
  const add = db.statement<[number, number, string, number | null, number, string, string]>(
    'ownChange.add',
    `INSERT INTO own_change (message_id, channel_id, wa_id, user_id, at, change, state, body)
     VALUES (?, ?, ?, ?, ?, ?, 'queued', ?)`,
  );
  const byId = db.statement<[number], OwnChange>(
    'ownChange.byId',
    `SELECT ${COLUMNS} FROM own_change WHERE id = ? AND state <> 'done'`,
  );
  const byWaId = db.statement<[number, string], OwnChange>(
    'ownChange.byWaId',
    `SELECT ${COLUMNS} FROM own_change WHERE channel_id = ? AND wa_id = ? AND state <> 'done'`,
  );
  const made = db.statement<[number, string], { id: number }>(
    'ownChange.made',
    'SELECT id FROM own_change WHERE channel_id = ? AND wa_id = ?',
  );
  const waiting = db.statement<[number], Row>(
    'ownChange.waiting',
    `SELECT ${WAITING} FROM own_change WHERE channel_id = ? AND state IN ('queued', 'sending') ORDER BY id`,
  );
  const unsettled = db.statement<[number], Row>(
    'ownChange.unsettled',
    `SELECT ${WAITING} FROM own_change WHERE channel_id = ? AND state = 'sending' ORDER BY id`,
  );
  const underWay = db.statement<[number], { id: number }>(
    'ownChange.underWay',
    `SELECT id FROM own_change WHERE id = ? AND state IN ('queued', 'sending')`,
  );
  const claim = db.statement<[number]>(
    'ownChange.claim',
    `UPDATE own_change SET state = 'sending', attempts = attempts + 1 WHERE id = ?`,
  );
  const again = db.statement<[number, number, number]>(
    'ownChange.again',
    `UPDATE own_change SET state = 'queued', attempts = ?, not_before = ? WHERE id = ?`,
  );
  const fail = db.statement<[string, number]>(
    'ownChange.fail',
    `UPDATE own_change SET state = 'failed', failure = ? WHERE id = ?`,
  );
  // What it said is in the message now; the row stays a while to know the same press again.
  const done = db.statement<[number]>(
    'ownChange.done',
    `UPDATE own_change SET state = 'done', body = '' WHERE id = ?`,
  );
  const forget = db.statement(
    'ownChange.forget',
    `DELETE FROM own_change WHERE state = 'done' AND id <= (SELECT max(id) FROM own_change) - 1000`,
  );
  const dismiss = db.statement<[number]>(
    'ownChange.dismiss',
    `DELETE FROM own_change WHERE message_id = ? AND state = 'failed'`,
  );

  return {
    add({ messageId, channelId, waId, userId, at, change }) {
      replace.run(messageId, change.kind);
      const body = change.kind === 'edit' ? change.text : change.kind === 'react' ? change.emoji : '';
      add.run(messageId, channelId, waId, userId ?? null, at, change.kind, body);
    },
    byId: (id) => byId.get(id),
    byWaId: (channelId, waId) => byWaId.get(channelId, waId),
    wasMade: (channelId, waId) => made.get(channelId, waId) !== undefined,
    waiting: (channelId) => waiting.all(channelId).map(light),
    unsettled: (channelId) => unsettled.all(channelId).map(light),
    isUnderWay: (id) => underWay.get(id) !== undefined,
    claim: (id) => void claim.run(id),
    again: (id, attempts, notBefore) => void again.run(attempts, notBefore, id),
    fail: (id, failure) => void fail.run(failure, id),
    done(id) {
      done.run(id);
      forget.run();
    },
    dismiss: (messageId) => dismiss.run(messageId) > 0,
  };
}
