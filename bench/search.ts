import { createDispatcher } from '../main/api/dispatcher.ts';
import type { Handlers } from '../main/api/handler.ts';
import { searchHandlers } from '../main/search/handlers.ts';
import { createSearchStore } from '../main/search/store.ts';
import { sightOn } from '../main/tickets/testing/tickets-on.ts';
import type { Reply, CallOutput } from '../preload/contract.ts';
import { ATTENDANT, log, openRaw, openStation } from './fixture.ts';
import { compare, type Figure } from './measure.ts';

const HITS = 30;
const P99_MS = 20;
/** A word that hardly ever comes again is looked for in so many forms. */
const RARE = 200;

interface WordClass {
  readonly name: string;
  readonly typed: readonly string[];
  /** The same for the index. */
  readonly match: (typed: string) => string;
}

const beginning = (typed: string): string => `"${typed}" *`;
const phrase = (typed: string): string => typed;

/** T7, the service: what is typed, through the dispatcher, beside the bare index asked for the same rows. */
export async function measureSearch(file: string, rounds: number, samples: number): Promise<Figure[]> {
  const db = await openStation(file);
  const handlers = searchHandlers(createSearchStore(db, sightOn(db))) as Handlers;
  const dispatch = createDispatcher({ handlers, log, checkOutput: false });
  const window = { user: ATTENDANT };
  const raw = openRaw(file);
  const bare = raw.prepare<[string]>(
    `SELECT m.id, m.conversation_id, m.at, m.from_me, m.body, c.display_name
     FROM message_search s CROSS JOIN message m ON m.id = s.rowid
       JOIN conversation v ON v.id = m.conversation_id JOIN contact c ON c.id = v.contact_id
     WHERE s.message_search MATCH ? ORDER BY s.rowid DESC LIMIT ${HITS}`,
  );
  const search = async (text: string) =>
    (await dispatch('search.messages', { text, limit: HITS }, window)) as Reply<
      CallOutput<'search.messages'>
    >;

  const classes: WordClass[] = [
    { name: 'a rare word', typed: rareWords(raw), match: beginning },
    { name: 'a common word', typed: ['bolo', 'quanto', 'pedido', 'entrega', 'obrigada'], match: beginning },
    { name: '2 letters', typed: ['bo', 'co', 'pa', 'te', 'se'], match: beginning },
    { name: '3 letters', typed: ['bol', 'cod', 'que', 'ent', 'com'], match: beginning },
    { name: '5 letters', typed: ['entre', 'queri', 'cenou', 'obrig', 'codig'], match: beginning },
    { name: 'a phrase', typed: ['"bom dia"', '"bolo de cenoura"', '"o total"'], match: phrase },
    { name: '“codigo” for “código”', typed: ['codigo'], match: beginning },
  ];
  const figures: Figure[] = [];
  for (const { name, typed, match } of classes) {
    const term = (sample: number) => typed[sample % typed.length]!;
    const result = await compare(rounds, samples, {
      product: async (sample) => void (await search(term(sample))),
      floor: async (sample) => void bare.all(match(term(sample))),
    });
    figures.push({
      target: 'T7',
      what: `search for ${name}`,
      unit: 'ms',
      product: result.product.p50,
      floor: result.floor.p50,
      ratio: result.ratio,
      bound: `p99 ≤ ${P99_MS} ms`,
      met: result.product.p99 <= P99_MS,
      note: `p99 ${result.product.p99.toFixed(2)} ms`,
    });
  }
  const found = await search('codigo');
  const accented = found.ok && found.value.hits.some(({ snippet }) => snippet.text.includes('código'));
  raw.close();
  db.close();
  if (!accented) throw new Error('“codigo” does not find “código”');
  return figures;
}

/** Words that stand in one message or two: the ends of messages, as the corpus makes them. */
function rareWords(raw: ReturnType<typeof openRaw>): string[] {
  const bodies = raw
    .prepare<[number], string>(`SELECT body FROM message WHERE body GLOB '* [0-9]*' ORDER BY id LIMIT ?`)
    .pluck()
    .all(RARE);
  return bodies.map((body) => body.split(' ').at(-2)!);
}
