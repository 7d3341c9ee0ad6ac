import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { WireMessage } from '../main/channels/wire.ts';
import { createCorpus, END } from './corpus.ts';
import { addChannel, CHANNEL, lidOf, numberOf, openRaw, openStation, SEED, twin, waIdOf } from './fixture.ts';
import { inboxOn } from './ingest.ts';
import { type Figure, median } from './measure.ts';

const MESSAGES = 50_000;
const PER_CHAT = 25;
/** As the worker hands it over: the next piece waits until main has dealt with this one. */
const PIECE = 100;
const MINUTE = 60_000;
const RATE_BOUND = 0.5;
const DELAY_MS = 16;

interface Past {
  readonly chat: number;
  readonly waId: string;
  readonly at: number;
  readonly fromMe: boolean;
  readonly text: string;
}

/** T2: what the phone hands over when it is linked, chat after chat and each from its newest message on. */
export async function measureHistory(rounds: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-bench-'));
  const file = path.join(folder, 'station.sqlite');
  const empty = await openStation(file);
  addChannel(empty);
  empty.close();
  const floor = bareHistory(twin(file));
  const db = await openStation(file);
  const inbox = inboxOn(db);
  const past = pastOf(MESSAGES);
  const share = Math.floor(past.length / rounds);

  const delays: { p50: number; p99: number; most: number }[] = [];
  const ratios: number[] = [];
  const rates = { product: [] as number[], floor: [] as number[] };
  const sides = {
    async product(some: readonly Past[]) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      for (let from = 0; from < some.length; from += PIECE)
        await inbox.heard.messages(CHANNEL, some.slice(from, from + PIECE).map(toWire));
      delay.disable();
      const [p50, p99, most] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6);
      delays.push({ p50: p50!, p99: p99!, most: most! });
    },
    floor(some: readonly Past[]) {
      for (let from = 0; from < some.length; from += PIECE) floor.store(some.slice(from, from + PIECE));
      return Promise.resolve();
    },
  };
  for (let round = 0; round < rounds; round += 1) {
    const some = past.slice(round * share, (round + 1) * share);
    const order = round % 2 === 0 ? (['floor', 'product'] as const) : (['product', 'floor'] as const);
    for (const side of order) {
      const started = performance.now();
      await sides[side](some);
      rates[side].push((some.length / (performance.now() - started)) * 1_000);
    }
    ratios.push(rates.product[round]! / rates.floor[round]!);
  }
  inbox.stop();
  db.close();
  floor.close();
  rmSync(folder, { recursive: true });

  const ratio = median(ratios);
  const p99 = median(delays.map((each) => each.p99));
  return [
    {
      target: 'T2',
      what: `history of ${MESSAGES.toLocaleString('en')} messages in ${MESSAGES / PER_CHAT} chats`,
      unit: 'msg/s',
      product: median(rates.product),
      floor: median(rates.floor),
      ratio,
      bound: `≥ ${RATE_BOUND}`,
      met: ratio >= RATE_BOUND,
    },
    {
      target: 'T2',
      what: 'delay of the main loop while it comes, p99',
      unit: 'ms',
      product: p99,
      bound: `≤ ${DELAY_MS} ms`,
      met: p99 <= DELAY_MS,
      note: `p50 ${median(delays.map(({ p50 }) => p50)).toFixed(1)}, most ${Math.max(...delays.map(({ most }) => most)).toFixed(1)} ms`,
    },
  ];
}

function pastOf(count: number): Past[] {
  const corpus = createCorpus(SEED + 3, count);
  return Array.from({ length: count }, (_, index) => {
    const chat = Math.floor(index / PER_CHAT);
    const at = END - chat * MINUTE - (index % PER_CHAT) * 7 * MINUTE;
    return { chat, waId: waIdOf(index), at, fromMe: corpus.fromMe(), text: corpus.text() };
  });
}

function toWire({ chat, waId, at, fromMe, text }: Past): WireMessage {
  return {
    waId,
    chat: [
      { kind: 'lid', value: lidOf(chat) },
      { kind: 'pn', value: numberOf(chat) },
    ],
    at,
    fromMe,
    arrival: 'history',
    content: { kind: 'text', text },
  };
}

/** The same rows with as many in a commit, by somebody who knows each chat's place. */
function bareHistory(file: string) {
  const handle = openRaw(file);
  const contact = handle.prepare(
    `INSERT INTO contact (id, kind, number, reach, display_name, created_at) VALUES (?, 'person', ?, 'lid', ?, 0)`,
  );
  const address = handle.prepare('INSERT INTO address (kind, value, contact_id) VALUES (?, ?, ?)');
  const conversation = handle.prepare(
    'INSERT INTO conversation (id, channel_id, contact_id) VALUES (?, ?, ?)',
  );
  const insert = handle.prepare(
    `INSERT INTO message (id, conversation_id, channel_id, wa_id, from_me, at, unread, origin, status, kind, body)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, 'text', ?)`,
  );
  const update = handle.prepare(
    `UPDATE conversation SET last_message_id = ?, last_at = ?, preview = ?, preview_from_me = ?, preview_status = ?
     WHERE id = ? AND last_message_id < ?`,
  );
  const known = new Set<number>();
  let count = 0;
  function addChat(chat: number): void {
    if (known.has(chat)) return;
    known.add(chat);
    contact.run(chat + 1, numberOf(chat), numberOf(chat));
    address.run('pn', numberOf(chat), chat + 1);
    address.run('lid', lidOf(chat), chat + 1);
    conversation.run(chat + 1, CHANNEL, chat + 1);
  }
  const store = handle.transaction((some: readonly Past[]) => {
    for (const { chat, waId, at, fromMe, text } of some) {
      addChat(chat);
      const id = (at / 1_000) * 1_000_000 + (count += 1);
      const status = fromMe ? 'sent' : 'received';
      insert.run(id, chat + 1, CHANNEL, waId, fromMe ? 1 : 0, at, fromMe ? 'phone' : 'contact', status, text);
      update.run(id, at, text.slice(0, 120), fromMe ? 1 : 0, status, chat + 1, id);
    }
  });
  return { store: (some: readonly Past[]) => store.immediate(some), close: () => handle.close() };
}
