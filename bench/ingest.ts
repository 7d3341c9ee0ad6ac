import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../main/clock.ts';
import { createInbox, type Inbox } from '../main/inbox/inbox.ts';
import { sightOn, ticketsOn } from '../main/tickets/testing/tickets-on.ts';
import type { Database } from '../main/db/database.ts';
import { CONVERSATIONS, createCorpus, END } from './corpus.ts';
import {
  CHANNEL,
  isLive,
  lidOf,
  liveNear,
  log,
  numberOf,
  openRaw,
  openStation,
  SEED,
  twin,
  waIdOf,
} from './fixture.ts';
import { compare, type Figure } from './measure.ts';

const BOUND = 2;

export function inboxOn(db: Database): Inbox {
  return createInbox({
    db,
    clock: systemClock,
    bus: { emit: () => {} },
    log,
    driverOf: () => undefined,
    rebind: () => {},
    mediaFolder: path.join(tmpdir(), 'balcao-bench-media'),
    countersChanged: () => {},
    arrived: () => {},
    tickets: ticketsOn(db, systemClock),
    sight: sightOn(db),
  });
}

interface Incoming {
  readonly waId: string;
  readonly conversation: number;
  readonly at: number;
  readonly text: string;
}

/**
 * T1: one decoded message, until it is on disk, found by search and shown in its inbox row. The usual one belongs to a
 * ticket that is live; the other opens one, of which the floor keeps a row and a line of history as well.
 */
export async function measureIngest(
  file: string,
  size: number,
  rounds: number,
  samples: number,
): Promise<Figure[]> {
  const total = rounds * samples;
  const corpus = createCorpus(SEED + 1, size);
  const incoming = (conversations: readonly number[], from: number): Incoming[] =>
    conversations.map((conversation, index) => ({
      waId: waIdOf(size + from + index),
      conversation,
      at: END + 1_000 * (from + index),
      text: corpus.text(),
    }));
  const live = Array.from({ length: total }, () => liveNear(corpus.conversation()));
  // Each once: the second message would find the ticket that the first one opened.
  const closed = Array.from({ length: CONVERSATIONS }, (_, index) => (index * 7_919) % CONVERSATIONS)
    .filter((conversation) => !isLive(conversation))
    .slice(0, total);

  const other = twin(file);
  const db = await openStation(file);
  const inbox = inboxOn(db);
  const floor = bareIngest(other);
  const store = async ({ waId, conversation, at, text }: Incoming) => {
    const chat = [
      { kind: 'lid', value: lidOf(conversation) },
      { kind: 'pn', value: numberOf(conversation) },
    ] as const;
    const content = { kind: 'text', text } as const;
    await inbox.heard.messages(CHANNEL, [{ waId, chat, at, content, fromMe: false, arrival: 'live' }]);
  };
  const usual = incoming(live, 0);
  const opening = incoming(closed, total);
  const into = await compare(rounds, samples, {
    product: (sample) => store(usual[sample]!),
    floor: async (sample) => floor.store(usual[sample]!),
  });
  const beside = await compare(rounds, samples, {
    product: (sample) => store(opening[sample]!),
    floor: async (sample) => floor.open(opening[sample]!),
  });
  inbox.stop();
  db.close();
  floor.close();
  const figure = (what: string, { product, floor: bare, ratio }: typeof into): Figure => ({
    target: 'T1',
    what,
    unit: 'ms',
    product: product.p50,
    floor: bare.p50,
    ratio,
    bound: `≤ ${BOUND}`,
    met: ratio <= BOUND,
    note: `p99 ${product.p99.toFixed(2)} to ${bare.p99.toFixed(2)} ms`,
  });
  return [
    figure('store one message of a live ticket', into),
    figure('store one message that opens a ticket', beside),
  ];
}

/** The same rows and the same durability, by somebody who knows beforehand where each message belongs. */
function bareIngest(file: string) {
  const handle = openRaw(file);
  const insert = handle.prepare(
    `INSERT INTO message (id, conversation_id, channel_id, wa_id, from_me, at, unread, origin, status, kind, body)
     VALUES (?, ?, ?, ?, 0, ?, 1, 'contact', 'received', 'text', ?)`,
  );
  const update = handle.prepare(
    `UPDATE conversation SET last_message_id = ?, last_at = ?, unread = unread + 1, preview = ?, preview_from_me = 0,
       preview_status = 'received' WHERE id = ?`,
  );
  const ticket = handle.prepare(
    `INSERT INTO ticket (protocol, conversation_id, state, opened_at, queued_at) VALUES (?, ?, 'waiting', ?, ?)`,
  );
  const event = handle.prepare(
    `INSERT INTO ticket_event (ticket_id, at, what, made_by, detail) VALUES (?, ?, 'opened', 'contact', '{}')`,
  );
  const place = handle.prepare(
    `UPDATE conversation SET ticket_id = ?, tab = 'waiting', queued_at = ?, waiting_since = ?, user_id = NULL
     WHERE id = ?`,
  );
  const add = ({ waId, conversation, at, text }: Incoming) => {
    const id = (at / 1_000) * 1_000_000;
    insert.run(id, conversation + 1, CHANNEL, waId, at, text);
    update.run(id, at, text.slice(0, 120), conversation + 1);
  };
  const addOpening = (message: Incoming) => {
    add(message);
    const { conversation, at, waId } = message;
    const { lastInsertRowid } = ticket.run(waId, conversation + 1, at, at);
    event.run(lastInsertRowid, at);
    place.run(lastInsertRowid, at, at, conversation + 1);
  };
  const store = handle.transaction(add);
  const open = handle.transaction(addOpening);
  return {
    store: (message: Incoming) => store.immediate(message),
    open: (message: Incoming) => open.immediate(message),
    close: () => handle.close(),
  };
}
