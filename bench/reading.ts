import { createDispatcher } from '../main/api/dispatcher.ts';
import type { Handlers } from '../main/api/handler.ts';
import { serveSocket } from '../main/shell/browser/socket.ts';
import { ATTENDANT, log, openRaw, openStation } from './fixture.ts';
import { answering, openHop } from './hop.ts';
import { inboxOn } from './ingest.ts';
import { compare, type Figure } from './measure.ts';

const ROWS = 100;
const MESSAGES = 50;
const INBOX_BOUND = 3;
const INBOX_P99_MS = 5;
const CONVERSATION_BOUND = 1.5;
/** So many of the largest, and so many from the middle, are opened in turn. */
const ALIKE = 20;

/** T4 and T5: what a window asks, through everything that stands between it and the rows, beside the rows alone. */
export async function measureReading(file: string, rounds: number, samples: number): Promise<Figure[]> {
  const db = await openStation(file);
  const inbox = inboxOn(db);
  // Only the inbox is asked; the other features have no part in it.
  const handlers = inbox.handlers as Handlers;
  const dispatch = createDispatcher({ handlers, log, checkOutput: false });
  const window = { user: ATTENDANT };
  const station = { dispatch, subscribe: () => () => {}, hurry: () => {}, close: () => Promise.resolve() };
  const product = await openHop((socket) => serveSocket(socket, window, station));
  const raw = openRaw(file);

  const newest = raw.prepare(
    `SELECT v.*, c.display_name, c.number FROM conversation v JOIN contact c ON c.id = v.contact_id
     ORDER BY v.pinned DESC, v.last_message_id DESC LIMIT ${ROWS}`,
  );
  const bareInbox = await openHop(answering(() => newest.all()));
  const list = await compare(rounds, samples, {
    product: async () => void (await product.ask('inbox.list', { limit: ROWS })),
    floor: async () => void (await bareInbox.ask('', undefined)),
  });
  await bareInbox.close();

  const row = raw.prepare(
    `SELECT v.*, c.display_name, c.number FROM conversation v JOIN contact c ON c.id = v.contact_id WHERE v.id = ?`,
  );
  const page = raw.prepare(
    `SELECT id, conversation_id, from_me, origin, kind, other_kind, at, status, failure, body FROM message
     WHERE conversation_id = ? ORDER BY id DESC LIMIT ${MESSAGES}`,
  );
  const bareConversation = await openHop(answering((id: number) => [row.get(id), page.all(id)]));
  /** Those with a whole page, the largest first. */
  const whole = raw
    .prepare<[], number>(
      `SELECT conversation_id FROM message GROUP BY conversation_id HAVING count(*) >= ${MESSAGES} ORDER BY count(*) DESC`,
    )
    .pluck()
    .all();
  const some = (from: readonly number[]) => (sample: number) => from[(sample * 7_919) % from.length]!;
  const openIt = (which: (sample: number) => number) => async (sample: number) =>
    void (await product.ask('conversation.open', { conversationId: which(sample), limit: MESSAGES }));
  const open = await compare(rounds, samples, {
    product: openIt(some(whole)),
    floor: async (sample) => void (await bareConversation.ask('', some(whole)(sample))),
  });
  const middle = Math.floor(whole.length / 2);
  const bySize = await compare(rounds, samples, {
    product: openIt(some(whole.slice(0, ALIKE))),
    floor: openIt(some(whole.slice(middle - ALIKE / 2, middle + ALIKE / 2))),
  });
  await bareConversation.close();
  await product.close();
  raw.close();
  inbox.stop();
  db.close();

  return [
    {
      target: 'T4',
      what: `open the inbox, ${ROWS} rows`,
      unit: 'ms',
      product: list.product.p50,
      floor: list.floor.p50,
      ratio: list.ratio,
      bound: `≤ ${INBOX_BOUND}, p99 ≤ ${INBOX_P99_MS} ms`,
      met: list.ratio <= INBOX_BOUND && list.product.p99 <= INBOX_P99_MS,
      note: `p99 ${list.product.p99.toFixed(2)} ms`,
    },
    {
      target: 'T5',
      what: `open a conversation, ${MESSAGES} messages`,
      unit: 'ms',
      product: open.product.p50,
      floor: open.floor.p50,
      ratio: open.ratio,
      bound: `≤ ${CONVERSATION_BOUND}`,
      met: open.ratio <= CONVERSATION_BOUND,
    },
    {
      target: 'T5',
      what: 'the largest beside the median conversation',
      unit: 'ms',
      product: bySize.product.p50,
      floor: bySize.floor.p50,
      ratio: bySize.ratio,
      bound: `≤ ${CONVERSATION_BOUND}`,
      met: bySize.ratio <= CONVERSATION_BOUND,
    },
  ];
}
