import { z } from 'zod';
import { type FollowUp, type FollowUpRule, FollowUpStep } from '../../preload/entities/schedules.ts';
import type { Spot } from '../automation/work-off.ts';
import type { Database } from '../db/database.ts';
import { nameKey } from '../name-key.ts';

type Ended = NonNullable<FollowUp['ended']>;

export interface RuleWords {
  readonly name: string;
  readonly steps: readonly FollowUpStep[];
  readonly onlyOpenHours: boolean;
  readonly tagId: number | undefined;
}

/** A running follow-up; it keeps the steps with which it began. */
export interface RunningFollowUp extends Spot {
  readonly conversationId: number;
  /** From 1. */
  readonly step: number;
  readonly steps: readonly FollowUpStep[];
  readonly onlyOpenHours: boolean;
  readonly startedAt: number;
}

export interface FollowUps {
  rules(): FollowUpRule[];
  rule(id: number): FollowUpRule | undefined;
  withTag(tagId: number): number[];
  nameTaken(name: string, except: number | undefined): boolean;
  addRule(words: RuleWords): number;
  changeRule(id: number, words: RuleWords): void;
  /** Answers the conversations in which something ran. */
  removeRule(id: number): number[];
  start(of: { conversationId: number; rule: FollowUpRule; dueAt: number; at: number }): number;
  running(conversationId: number, ruleId: number): boolean;
  list(conversationId: number): FollowUp[];
  byId(id: number): FollowUp | undefined;
  /** Due by then and behind this one, those that are due longest first. */
  due(now: number, after: Spot, limit: number): RunningFollowUp[];
  /** Whether the contact wrote since then. */
  answered(conversationId: number, since: number): boolean;
  goOn(id: number, step: number, dueAt: number, text: string): void;
  end(id: number, how: 'done' | 'cancelled', why: Ended): void;
  /** All that run in a conversation. Answers how many there were. */
  endAll(conversationId: number, why: Ended): number;
}

interface SqlFollowUp {
  id: number;
  conversationId: number;
  ruleId: number | null;
  ruleName: string;
  step: number;
  steps: string;
  text: string;
  dueAt: number;
  state: FollowUp['state'];
  ended: Ended | null;
  onlyOpenHours: number;
  startedAt: number;
}
interface SqlRule {
  id: number;
  name: string;
  steps: string;
  onlyOpenHours: number;
  tagId: number | null;
  active: number;
}

const COLUMNS = `id, conversation_id AS conversationId, rule_id AS ruleId, rule_name AS ruleName, step, steps,
  body AS text, due_at AS dueAt, state, ended, only_open_hours AS onlyOpenHours, started_at AS startedAt`;
const RULE = `SELECT r.id, r.name, r.steps, r.only_open_hours AS onlyOpenHours, r.tag_id AS tagId,
  (SELECT count(*) FROM follow_up f WHERE f.rule_id = r.id AND f.state = 'active') AS active FROM follow_up_rule r`;
const Steps = z.array(FollowUpStep);
const SHOWN = 50;

export function createFollowUps(db: Database): FollowUps {
  const rules = db.statement<[], SqlRule>('followUps.rules', `${RULE} ORDER BY r.name_key`);
  const rule = db.statement<[number], SqlRule>('followUps.rule', `${RULE} WHERE r.id = ?`);
  const withTag = db.statement<[number], { id: number }>(
    'followUps.withTag',
    'SELECT id FROM follow_up_rule WHERE tag_id = ?',
  );
  const named = db.statement<[string, number], { id: number }>(
    'followUps.named',
    'SELECT id FROM follow_up_rule WHERE name_key = ? AND id <> ?',
  );
  const addRule = db.statement<[string, string, string, number, number | null], { id: number }>(
    'followUps.addRule',
    `INSERT INTO follow_up_rule (name, name_key, steps, only_open_hours, tag_id) VALUES (?, ?, ?, ?, ?) RETURNING id`,
  );
  const changeRule = db.statement<[string, string, string, number, number | null, number]>(
    'followUps.changeRule',
    'UPDATE follow_up_rule SET name = ?, name_key = ?, steps = ?, only_open_hours = ?, tag_id = ? WHERE id = ?',
  );
  const endOfRule = db.statement<[number], { id: number }>(
    'followUps.endOfRule',
    `UPDATE follow_up SET state = 'cancelled', ended = 'rule-removed' WHERE rule_id = ? AND state = 'active'
     RETURNING conversation_id AS id`,
  );
  const removeRule = db.statement<[number]>(
    'followUps.removeRule',
    'DELETE FROM follow_up_rule WHERE id = ?',
  );
  const start = db.statement<
    [number, string, number, number, string, string, number, number],
    { id: number }
  >(
    'followUps.start',
    `INSERT INTO follow_up (conversation_id, state, body, due_at, rule_id, rule_name, steps, only_open_hours, started_at)
     VALUES (?, 'active', ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const running = db.statement<[number, number], { id: number }>(
    'followUps.running',
    `SELECT id FROM follow_up WHERE conversation_id = ? AND rule_id = ? AND state = 'active'`,
  );
  const list = db.statement<[number, number], SqlFollowUp>(
    'followUps.list',
    `SELECT ${COLUMNS} FROM follow_up WHERE conversation_id = ? ORDER BY id DESC LIMIT ?`,
  );
  const byId = db.statement<[number], SqlFollowUp>(
    'followUps.byId',
    `SELECT ${COLUMNS} FROM follow_up WHERE id = ?`,
  );
  const due = db.statement<[number, number, number, number], SqlFollowUp>(
    'followUps.due',
    `SELECT ${COLUMNS} FROM follow_up WHERE state = 'active' AND due_at <= ? AND (due_at, id) > (?, ?)
     ORDER BY due_at, id LIMIT ?`,
  );
  const answered = db.statement<[number, number], { id: number }>(
    'followUps.answered',
    `SELECT id FROM message WHERE conversation_id = ? AND at > ? AND from_me = 0 ORDER BY id DESC LIMIT 1`,
  );
  const goOn = db.statement<[number, number, string, number]>(
    'followUps.goOn',
    'UPDATE follow_up SET step = ?, due_at = ?, body = ? WHERE id = ?',
  );
  const end = db.statement<[string, string, number]>(
    'followUps.end',
    `UPDATE follow_up SET state = ?, ended = ? WHERE id = ? AND state = 'active'`,
  );
  const endAll = db.statement<[string, number]>(
    'followUps.endAll',
    `UPDATE follow_up SET state = 'cancelled', ended = ? WHERE conversation_id = ? AND state = 'active'`,
  );

  return {
    rules: () => rules.all().map(ruleOf),
    rule(id) {
      const row = rule.get(id);
      return row && ruleOf(row);
    },
    withTag: (tagId) => withTag.all(tagId).map(({ id }) => id),
    nameTaken: (name, except = 0) => named.get(nameKey(name), except) !== undefined,
    addRule: ({ name, steps, onlyOpenHours, tagId }) =>
      addRule.get(name, nameKey(name), JSON.stringify(steps), onlyOpenHours ? 1 : 0, tagId ?? null)!.id,
    changeRule: (id, { name, steps, onlyOpenHours, tagId }) =>
      void changeRule.run(
        name,
        nameKey(name),
        JSON.stringify(steps),
        onlyOpenHours ? 1 : 0,
        tagId ?? null,
        id,
      ),
    removeRule(id) {
      const ended = endOfRule.all(id).map((row) => row.id);
      removeRule.run(id);
      return ended;
    },
    start({ conversationId, rule, dueAt, at }) {
      const { id, name, steps, onlyOpenHours } = rule;
      const text = steps[0]?.text ?? '';
      const kept = JSON.stringify(steps);
      return start.get(conversationId, text, dueAt, id, name, kept, onlyOpenHours ? 1 : 0, at)!.id;
    },
    running: (conversationId, ruleId) => running.get(conversationId, ruleId) !== undefined,
    list: (conversationId) => list.all(conversationId, SHOWN).map(followUpOf),
    byId(id) {
      const row = byId.get(id);
      return row && followUpOf(row);
    },
    due: (now, after, limit) =>
      due.all(now, after.dueAt, after.id, limit).map((row) => ({
        id: row.id,
        dueAt: row.dueAt,
        conversationId: row.conversationId,
        step: row.step,
        steps: stepsOf(row),
        onlyOpenHours: row.onlyOpenHours === 1,
        startedAt: row.startedAt,
      })),
    answered: (conversationId, since) => answered.get(conversationId, since) !== undefined,
    goOn: (id, step, dueAt, text) => void goOn.run(step, dueAt, text, id),
    end: (id, how, why) => void end.run(how, why, id),
    endAll: (conversationId, why) => endAll.run(why, conversationId),
  };
}

/** Rows of before a follow-up had steps have their one text. */
function stepsOf({ steps, text }: SqlFollowUp): FollowUpStep[] {
  const known = Steps.parse(JSON.parse(steps));
  return known.length > 0 ? known : [{ afterMinutes: 1, text }];
}

function followUpOf(row: SqlFollowUp): FollowUp {
  const { id, conversationId, ruleId, ruleName, step, text, dueAt, state, ended, startedAt } = row;
  return {
    id,
    conversationId,
    ...(ruleId !== null && { ruleId }),
    ruleName,
    step,
    steps: stepsOf(row).length,
    text,
    dueAt,
    state,
    ...(ended !== null && { ended }),
    startedAt,
  };
}

function ruleOf({ steps, onlyOpenHours, tagId, ...row }: SqlRule): FollowUpRule {
  return {
    ...row,
    steps: Steps.parse(JSON.parse(steps)),
    onlyOpenHours: onlyOpenHours === 1,
    ...(tagId !== null && { tagId }),
  };
}
