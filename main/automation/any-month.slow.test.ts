import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireMessage } from '../channels/wire.ts';
import { createHours } from '../hours/rules.ts';
import { group, pn } from '../inbox/testing/wire.ts';
import { GREETING_MS } from './decide.ts';
import { LOOP_LIMIT, LOOP_PAUSE_MS, LOOP_WINDOW_MS, MAX_AGE_MS } from './guards.ts';
import { type Counter, openCounter, RECEPTION, RITA, says } from './testing/counter.ts';
import { PEOPLE, type RandomShop, shop, step, type Step } from './testing/random-shop.ts';

const SHOPS = 6;
const STEPS = 90;
/** Too slow to be known for a robot by it. */
const CHATTER_MS = 25_000;
const ZONE = 'America/Sao_Paulo';

const people = Array.from({ length: PEOPLE }, (_, n) => [pn(`551191234567${n}`)]);
const family = [group('120363000000000001')];

/** What happened to a shop in a month. */
interface Month {
  /** The last life of the station; all of them are on one file. */
  readonly counter: Counter;
  close(): void;
  /** WhatsApp's ids of all that was handed over, through every life of the station. */
  readonly sent: readonly string[];
  /** When somebody said how *Robô desligado* shall be. */
  readonly switched: readonly number[];
  readonly history: ReadonlySet<string>;
}

async function live({ hours, automation }: RandomShop, steps: readonly Step[]): Promise<Month> {
  let counter = await openCounter();
  // A power cut is not what is tried here.
  counter.run('PRAGMA synchronous = OFF');
  counter.run(
    `INSERT INTO queue (id, name, name_key, hue, position) VALUES (1, 'Vendas', 'v', 1, 1), (7, 'Geral', 'g', 1, 2)`,
  );
  counter.set(automation);
  counter.setHours(hours);
  const lives = [counter];
  const history = new Set<string>();
  const switched: number[] = [];

  const hear = async (messages: WireMessage[]) => {
    await counter.inbox.heard.messages(RECEPTION, messages);
  };
  const now = () => counter.clock.now();
  const conversationWith = (who: number) => counter.inbox.find(RECEPTION, people[who]!);

  async function restart(): Promise<void> {
    counter.automation.stop();
    counter.inbox.stop();
    counter = await counter.restarted();
    counter.run('PRAGMA synchronous = OFF');
    lives.push(counter);
    counter.automation.start();
  }

  function close(conversationId: number): void {
    const ticket = counter.tickets.ticketOf(conversationId);
    if (!ticket || ticket.state === 'closed') return;
    const place = counter.inbox.conversations.byId(conversationId)!;
    const closing = { farewell: true, reasonId: undefined, rating: false };
    counter.inbox.write('test.close', (changes) =>
      counter.tickets.act(place, 'close', { by: 'user', userId: RITA.id, closing }, changes),
    );
  }

  async function visitOf(who: number, after: number, count: number): Promise<void> {
    const conversationId = conversationWith(who);
    if (conversationId !== undefined) close(conversationId);
    // What is handed over is answered before hours go by.
    await counter.settled();
    counter.clock.advance(after);
    for (let message = 0; message < count; message += 1) {
      await hear([says(`Bem-vindo! ${message}`, { chat: people[who]!, at: now() })]);
      await counter.settled();
      counter.clock.advance(CHATTER_MS);
    }
  }

  async function happen(each: Step): Promise<void> {
    const chat = people[each.who]!;
    const conversationId = conversationWith(each.who);
    switch (each.what) {
      case 'says':
        return await hear([says(each.text, { chat, at: now() })]);
      case 'crash':
        await hear([says(each.text, { chat, at: now() })]);
        return await restart();
      case 'offline':
        return await hear(
          each.ages
            .toSorted((a, b) => b - a)
            .map((age, n) =>
              says('enquanto isso', {
                chat: people[(each.who + n) % PEOPLE]!,
                arrival: 'offline',
                at: now() - age,
              }),
            ),
        );
      case 'history': {
        const old = Array.from({ length: each.count }, (_, n) =>
          says('antiga', { chat, arrival: 'history', at: now() - n * 1_000 }),
        );
        for (const { waId } of old) history.add(waId);
        return await hear(old);
      }
      case 'voice': {
        const key = new Uint8Array(32);
        const source = { directPath: '/v', mediaKey: key, fileSha256: key, fileEncSha256: key };
        const media = { kind: 'voice', mime: 'audio/ogg', size: 1, source } as const;
        return await hear([says('', { chat, at: now(), content: { kind: 'media', media, text: '' } })]);
      }
      case 'group':
        return await hear([says('no grupo', { chat: family, author: chat, at: now() })]);
      case 'call': {
        const call = { callId: `C${now()}`, chat, video: false, at: now(), state: 'ringing' } as const;
        counter.automation.called(RECEPTION, call, () => Promise.resolve());
        return;
      }
      case 'phone':
        return await hear([says('do celular', { chat, fromMe: true, at: now() })]);
      case 'answer':
        if (conversationId === undefined) return;
        await counter.inbox.handlers['messages.send'](
          { conversationId, text: 'Pois não?', nonce: crypto.randomUUID() },
          { window: { user: RITA }, user: RITA },
        );
        return;
      case 'close':
        if (conversationId !== undefined) close(conversationId);
        return;
      case 'restart':
        return await restart();
      case 'look':
        await counter.automation.work.waiting();
        counter.automation.work.openings();
        return;
      case 'comes-back':
        for (let visit = 0; visit < each.visits; visit += 1)
          await visitOf(each.who, each.after, each.messages);
        return;
      case 'switch':
        if (conversationId === undefined) return;
        switched.push(now());
        await counter.call('automation.setRobot', { conversationId, off: each.off });
    }
  }

  for (const each of steps) {
    counter.clock.advance(each.gap);
    await happen(each);
    await counter.settled();
  }
  await counter.settled();
  const sent = lives.flatMap(({ driver }) => driver.sent.map(({ waId }) => waId));
  return {
    counter,
    sent,
    switched,
    history,
    close() {
      // The file is the first one's.
      for (const each of lives.toReversed()) each.close();
    },
  };
}

interface Said {
  readonly id: number;
  readonly conversationId: number;
  readonly kind: string;
  readonly at: number;
  readonly event: string;
  readonly parts: readonly string[];
  readonly aboutId: number | null;
}

function robotWords(counter: Counter): Said[] {
  return counter
    .rows<Omit<Said, 'parts'> & { parts: string }>(
      `SELECT m.id, m.conversation_id AS conversationId, c.kind, d.at, d.event, d.about_id AS aboutId,
       (SELECT group_concat(part) FROM robot_word w WHERE w.message_id = m.id) AS parts
     FROM message m JOIN decision d ON d.message_id = m.id
       JOIN conversation v ON v.id = m.conversation_id JOIN contact c ON c.id = v.contact_id
     WHERE m.origin = 'robot' ORDER BY m.id`,
    )
    .map((row) => ({ ...row, parts: row.parts.split(',') }));
}

/** In closed hours; what a person makes the robot say, or a setting allows at any time, is no answer. */
const ANY_TIME = new Set(['farewell', 'rating', 'transfer', 'refusal', 'call', 'off-hours']);
const isMenu = (part: string) => part.startsWith('menu');

function check({ hours: set, automation }: RandomShop, { counter, sent, switched, history }: Month): void {
  const rows: Counter['rows'] = (sql) => counter.rows(sql);
  const words = robotWords(counter);
  const hours = createHours(set, ZONE);
  const heard = rows<{ id: number; conversationId: number; waId: string; at: number }>(
    'SELECT id, conversation_id AS conversationId, wa_id AS waId, at FROM message WHERE from_me = 0',
  );
  const byId = new Map(heard.map((message) => [message.id, message]));
  const people = rows<{ conversationId: number; at: number }>(
    `SELECT conversation_id AS conversationId, at FROM message WHERE origin IN ('station', 'phone') AND from_me = 1`,
  );
  // From opening to closing; one that is reopened is the same one, with all that was said in it.
  const tickets = rows<{ conversationId: number; openedAt: number; from: number; to: number | null }>(
    `SELECT t.conversation_id AS conversationId, t.opened_at AS openedAt, e.at AS "from",
       (SELECT min(c.at) FROM ticket_event c WHERE c.ticket_id = t.id AND c.what = 'closed' AND c.id > e.id) AS "to"
     FROM ticket t JOIN ticket_event e ON e.ticket_id = t.id AND e.what IN ('opened', 'reopened')`,
  );
  const personSpoke = (conversationId: number, from: number, to: number) =>
    people.some((word) => word.conversationId === conversationId && word.at >= from && word.at <= to);

  // Everything that went out by itself has its reason, went to a person, and went once.
  expect(rows(`SELECT id FROM message WHERE origin = 'robot'`)).toHaveLength(words.length);
  expect(new Set(words.map(({ kind }) => kind)).has('group')).toBe(false);
  expect(new Set(sent).size).toBe(sent.length);
  expect(rows("SELECT id FROM message WHERE from_me = 1 AND origin <> 'phone'")).toHaveLength(sent.length);
  const answered = words.flatMap(({ aboutId }) => (aboutId === null ? [] : [aboutId]));
  expect(new Set(answered).size).toBe(answered.length);

  // Nothing was decided about history, and something about everything else.
  const decided = rows<{ conversationId: number; aboutId: number; times: number }>(
    `SELECT conversation_id AS conversationId, max(about_id) AS aboutId, sum(times) AS times
     FROM decision WHERE event = 'message' GROUP BY 1`,
  );
  for (const { conversationId, aboutId, times } of decided) {
    const ours = heard.filter((each) => each.conversationId === conversationId && !history.has(each.waId));
    expect(times).toBe(ours.length);
    expect(ours.filter(({ id }) => id > aboutId)).toEqual([]);
  }
  expect(answered.filter((id) => history.has(byId.get(id)!.waId))).toEqual([]);

  const closedPeriods = new Set<string>();
  for (const { conversationId, at, event, parts, aboutId } of words) {
    if (aboutId !== null) expect(at - byId.get(aboutId)!.at).toBeLessThanOrEqual(MAX_AGE_MS);
    if (hours.isOpen(at)) {
      expect(parts).not.toContain('off-hours');
    } else {
      const told = parts.includes('off-hours');
      const allowed = (part: string) =>
        ANY_TIME.has(part) ||
        (automation.menu.whenClosed && isMenu(part)) ||
        (told && (part === 'greeting' || part === 'voice'));
      expect(parts.filter((part) => !allowed(part))).toEqual([]);
      const period = `${conversationId} ${hours.closedPeriodId(at)}`;
      if (told) expect(closedPeriods.has(period)).toBe(false);
      if (told) closedPeriods.add(period);
    }
    if (event !== 'message' && event !== 'call') continue;
    const ticket = tickets.find(
      (each) =>
        each.conversationId === conversationId && each.from <= at && (each.to === null || each.to >= at),
    );
    if (ticket) expect(personSpoke(conversationId, ticket.openedAt, at)).toBe(false);
  }

  for (const conversationId of new Set(words.map((word) => word.conversationId))) {
    const ours = words.filter((word) => word.conversationId === conversationId);
    const greetings = ours.filter(({ parts }) => parts.includes('greeting'));
    for (const [index, { at }] of greetings.entries()) {
      const before = greetings[index - 1];
      if (before) expect(at - before.at).toBeGreaterThanOrEqual(GREETING_MS);
    }
    for (const [index, { at }] of ours.entries()) {
      const first = ours[index - LOOP_LIMIT];
      const last = ours[index - 1];
      if (!first || !last || last.at - first.at >= LOOP_WINDOW_MS || at >= last.at + LOOP_PAUSE_MS) continue;
      const forgiven =
        personSpoke(conversationId, first.at, at) || switched.some((when) => when >= first.at && when <= at);
      expect(forgiven).toBe(true);
    }
  }
}

test(`MS-3 ${SHOPS} shops as they come, each through a month: every promise of the robot is kept`, async () => {
  let spoken = 0;
  let months = 0;
  await fc.assert(
    fc.asyncProperty(shop, fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (given, steps) => {
      const month = await live(given, steps);
      check(given, month);
      spoken += robotWords(month.counter).length;
      months += steps.reduce((ms, { gap }) => ms + gap, 0) / (30 * 86_400_000);
      month.close();
    }),
    { numRuns: SHOPS, seed: 20_261_123, endOnFailure: true },
  );
  // The promises are not kept by silence alone.
  expect(spoken).toBeGreaterThan(10 * SHOPS);
}, 120_000);
