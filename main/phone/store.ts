import type { Database } from '../db/database.ts';
import type { CheckItem } from './points.ts';
import type { AccountAge, PhoneFacts, ReminderDay } from './rules.ts';

export interface Phone extends PhoneFacts {
  readonly channelId: number;
  readonly channelName: string;
  /** The number stays known when a phone is unlinked, so this is about the first link of all. */
  readonly everLinked: boolean;
}

export interface PhoneStore {
  linked(): Phone[];
  of(channelId: number): Phone | undefined;
  /** The phone gave a sign: a new silence begins, with no reminder given yet. */
  see(channelId: number, at: number): void;
  /** The silence that goes on is counted from here instead. */
  countFrom(channelId: number, at: number): void;
  /** Whether this was the first time since the phone was linked or seen. */
  give(channelId: number, day: ReminderDay, at: number): boolean;
  /** When each item was ticked. */
  ticks(channelId: number): ReadonlyMap<CheckItem, number>;
  tick(channelId: number, item: CheckItem, at: number): void;
  untick(channelId: number, item: CheckItem): void;
  saidAge(channelId: number): { readonly age: AccountAge; readonly at: number } | undefined;
  sayAge(channelId: number, age: AccountAge, at: number): void;
  /** Forgets what was ticked and said of a phone. */
  clear(channelId: number): void;
}

interface SqlPhone {
  channelId: number;
  channelName: string;
  linkedAt: number | null;
  seenAt: number | null;
  everLinked: 0 | 1;
}

const PHONE = `SELECT id AS channelId, name AS channelName, linked_at AS linkedAt, phone_seen_at AS seenAt,
  linked_at IS NOT NULL OR number IS NOT NULL AS everLinked FROM channel WHERE method = 'linked-device'`;

export function createPhoneStore(db: Database): PhoneStore {
  const linked = db.statement<[], SqlPhone>('phone.linked', `${PHONE} AND linked_at IS NOT NULL ORDER BY id`);
  const of = db.statement<[number], SqlPhone>('phone.of', `${PHONE} AND id = ?`);
  const setSeen = db.statement<[number, number]>(
    'phone.setSeen',
    'UPDATE channel SET phone_seen_at = ? WHERE id = ?',
  );
  const give = db.statement<[ReminderDay, number, number]>(
    'phone.give',
    `INSERT INTO phone_reminder (channel_id, linked_at, day, given_at)
     SELECT id, linked_at, ?, ? FROM channel WHERE id = ? AND linked_at IS NOT NULL
     ON CONFLICT DO NOTHING`,
  );
  const forgetGiven = db.statement<[number]>(
    'phone.forgetGiven',
    'DELETE FROM phone_reminder WHERE channel_id = ?',
  );
  const ticks = db.statement<[number], { item: CheckItem; at: number }>(
    'phone.ticks',
    'SELECT item, ticked_at AS at FROM phone_tick WHERE channel_id = ?',
  );
  const tick = db.statement<[number, string, number]>(
    'phone.tick',
    'INSERT INTO phone_tick (channel_id, item, ticked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const untick = db.statement<[number, string]>(
    'phone.untick',
    'DELETE FROM phone_tick WHERE channel_id = ? AND item = ?',
  );
  const untickAll = db.statement<[number]>('phone.untickAll', 'DELETE FROM phone_tick WHERE channel_id = ?');
  const saidAge = db.statement<[number], { age: AccountAge; at: number }>(
    'phone.saidAge',
    'SELECT age, declared_at AS at FROM account_age WHERE channel_id = ?',
  );
  const sayAge = db.statement<[number, AccountAge, number]>(
    'phone.sayAge',
    `INSERT INTO account_age (channel_id, age, declared_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET age = excluded.age, declared_at = excluded.declared_at WHERE age <> excluded.age`,
  );
  const forgetAge = db.statement<[number]>('phone.forgetAge', 'DELETE FROM account_age WHERE channel_id = ?');

  return {
    linked: () => linked.all().map(fromSql),
    of(channelId) {
      const row = of.get(channelId);
      return row && fromSql(row);
    },
    see(channelId, at) {
      db.transaction('phone.see', () => {
        setSeen.run(at, channelId);
        forgetGiven.run(channelId);
      });
    },
    countFrom: (channelId, at) => void setSeen.run(at, channelId),
    give: (channelId, day, at) => give.run(day, at, channelId) === 1,
    ticks: (channelId) => new Map(ticks.all(channelId).map(({ item, at }) => [item, at])),
    tick: (channelId, item, at) => void tick.run(channelId, item, at),
    untick: (channelId, item) => void untick.run(channelId, item),
    saidAge: (channelId) => saidAge.get(channelId),
    sayAge: (channelId, age, at) => void sayAge.run(channelId, age, at),
    clear(channelId) {
      db.transaction('phone.clear', () => {
        untickAll.run(channelId);
        forgetAge.run(channelId);
      });
    },
  };
}

function fromSql({ linkedAt, seenAt, everLinked, ...row }: SqlPhone): Phone {
  return {
    ...row,
    linkedAt: linkedAt ?? undefined,
    seenAt: seenAt ?? undefined,
    everLinked: everLinked === 1,
  };
}
