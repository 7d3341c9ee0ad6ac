import { performance } from 'node:perf_hooks';
import type { ContactHit, MessageHit, MessageKind, User } from '../../preload/entities.ts';
import { occurrencesOf, spansOf, type Word, wordsOf } from '../../preload/fold.ts';
import type { Sight } from '../channel-preferences/sight.ts';
import type { Database } from '../db/database.ts';
import { afterWord, idsBetween, matchExpression, numberParts, snippetOf } from './rules.ts';

/** What of a message says whether it is one of those asked for. */
export interface Candidate {
  readonly id: number;
  readonly conversationId: number;
  readonly channelId: number;
  readonly fromMe: number;
  readonly origin: string;
  readonly userId: number | null;
  readonly kind: MessageKind;
}

export interface MessageQuery {
  readonly text: string;
  readonly kinds?: readonly MessageKind[] | undefined;
  readonly channelId?: number | undefined;
  readonly conversationId?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface SearchStore {
  contacts(text: string, limit: number): { contacts: ContactHit[]; more: boolean };
  messages(query: MessageQuery, reader: User | undefined): { hits: MessageHit[]; next?: number };
  /** Follows the id of a conversation that became part of another. */
  conversation(id: number): number;
  /** The messages of one conversation before this one in which the text stands, among the next so many; newest first. */
  through(
    conversationId: number,
    before: number,
    text: string,
    reader: User | undefined,
  ): { found: number[]; next: number | undefined };
}

/** One answer looks through so much, then the loop breathes: filters may leave nearly nothing of a common word. */
const STEP = 400;
const PATIENCE_MS = 8;
/** The index has the beginnings of so many letters ready. */
const READY = 3;
/** With more words than these a beginning is no common word, and is looked for as it is. */
const MANY_WORDS = 100;
/** How many messages of one conversation are read at once. */
const PAGE = 1_000;

interface DetailRow {
  id: number;
  conversationId: number;
  channelId: number;
  contactId: number;
  contactKind: 'person' | 'group';
  displayName: string;
  number: string | null;
  fromMe: number;
  authorName: string | null;
  kind: MessageKind;
  at: number;
  fileName: string | null;
  body: string;
}

interface ContactRow {
  id: number;
  kind: 'person' | 'group';
  displayName: string;
  number: string | null;
  lastAt: number | null;
}

type Source = (before: number, low: number, limit: number) => (Candidate & { body?: string })[];

const CANDIDATE = `m.id, m.conversation_id AS conversationId, m.channel_id AS channelId, m.from_me AS fromMe, m.origin,
  m.user_id AS userId, m.kind`;

export function createSearchStore(db: Database, sight: Pick<Sight, 'admits'>): SearchStore {
  // CROSS JOIN keeps the order of the loops: the index gives rowids newest first, whatever the number of hits.
  const byWords = db.statement<[string, number, number, number], Candidate>(
    'search.byWords',
    `SELECT ${CANDIDATE} FROM message_search s CROSS JOIN message m ON m.id = s.rowid
     WHERE s.message_search MATCH ? AND s.rowid < ? AND s.rowid >= ? ORDER BY s.rowid DESC LIMIT ?`,
  );
  const nextWord = db.statement<[string], { word: string }>(
    'search.nextWord',
    'SELECT term AS word FROM message_word WHERE term >= ? ORDER BY term LIMIT 1',
  );
  const byConversation = db.statement<[number, number, number, number], Candidate & { body: string }>(
    'search.byConversation',
    `SELECT ${CANDIDATE}, m.body FROM message m
     WHERE m.conversation_id = ? AND m.id < ? AND m.id >= ? ORDER BY m.id DESC LIMIT ?`,
  );
  const byKind = db.statement<[string, number, number, number], Candidate>(
    'search.byKind',
    `SELECT ${CANDIDATE} FROM message m
     WHERE m.kind <> 'text' AND m.kind IN (SELECT value FROM json_each(?)) AND m.id < ? AND m.id >= ?
     ORDER BY m.id DESC LIMIT ?`,
  );
  const details = db.statement<[string], DetailRow>(
    'search.details',
    `SELECT m.id, m.conversation_id AS conversationId, m.channel_id AS channelId, c.id AS contactId,
       c.kind AS contactKind, c.display_name AS displayName, c.number, m.from_me AS fromMe,
       a.display_name AS authorName, m.kind, m.at, iif(x.deleted_at IS NULL, d.file_name, NULL) AS fileName, m.body
     FROM message m JOIN conversation v ON v.id = m.conversation_id JOIN contact c ON c.id = v.contact_id
       LEFT JOIN contact a ON a.id = m.author_id LEFT JOIN media d ON d.message_id = m.id
       LEFT JOIN message_extra x ON x.message_id = m.id
     WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.id DESC`,
  );
  const contactsByName = db.statement<[string, number], ContactRow>(
    'search.contactsByName',
    `SELECT c.id, c.kind, c.display_name AS displayName, c.number,
       (SELECT max(v.last_at) FROM conversation v WHERE v.contact_id = c.id) AS lastAt
     FROM contact_search s CROSS JOIN contact c ON c.id = s.rowid
     WHERE s.contact_search MATCH ? ORDER BY lastAt DESC NULLS LAST, c.id DESC LIMIT ?`,
  );
  const contactsByNumber = db.statement<[string, number], ContactRow>(
    'search.contactsByNumber',
    `SELECT c.id, c.kind, c.display_name AS displayName, c.number,
       (SELECT max(v.last_at) FROM conversation v WHERE v.contact_id = c.id) AS lastAt
     FROM contact c WHERE c.id IN (
       SELECT a.contact_id FROM address a, json_each(?) part WHERE a.kind = 'pn' AND instr(a.value, part.value) > 0)
     ORDER BY lastAt DESC NULLS LAST, c.id DESC LIMIT ?`,
  );
  const mergedInto = db.statement<[number], { id: number }>(
    'search.mergedInto',
    'SELECT into_id AS id FROM merged_conversation WHERE id = ?',
  );
  const conversationsOf = db.statement<[number], ContactHit['conversations'][number]>(
    'search.conversationsOf',
    `SELECT id AS conversationId, channel_id AS channelId, last_at AS lastAt FROM conversation WHERE contact_id = ?
     ORDER BY last_message_id DESC`,
  );

  /** What they may not read in a conversation, they may not find either (PR-5). */
  const maySee = (message: Candidate, reader: User | undefined): boolean => sight.admits(reader, message);

  /** What stands in messages and begins so; undefined when that is not worth knowing. */
  function wholeWords(beginning: string): string[] | undefined {
    if (Array.from(beginning).length <= READY) return undefined;
    const words: string[] = [];
    for (
      let word = nextWord.get(beginning)?.word;
      word?.startsWith(beginning) === true;
      word = nextWord.get(afterWord(word))?.word
    ) {
      if (words.length === MANY_WORDS) return undefined;
      words.push(word);
    }
    return words;
  }

  /** Where to look, by what narrows it down most; undefined when there is nothing to look for. */
  function sourceOf(
    { kinds = [], conversationId }: MessageQuery,
    words: readonly Word[],
  ): Source | undefined {
    const files = kinds.filter((kind) => kind !== 'text');
    if (words.length === 0 && files.length === 0) return undefined;
    if (conversationId !== undefined)
      return (before, low, limit) => byConversation.all(conversationId, before, low, limit);
    const expression = matchExpression(words, wholeWords);
    if (expression !== undefined) return (before, low, limit) => byWords.all(expression, before, low, limit);
    return (before, low, limit) => byKind.all(JSON.stringify(files), before, low, limit);
  }

  function toHit(row: DetailRow, words: readonly Word[]): MessageHit {
    const hit: MessageHit = {
      messageId: row.id,
      conversationId: row.conversationId,
      channelId: row.channelId,
      contact: contactOf({ ...row, id: row.contactId, kind: row.contactKind }),
      fromMe: row.fromMe === 1,
      kind: row.kind,
      at: row.at,
      snippet: snippetOf(row.body, words),
    };
    if (row.authorName !== null) hit.authorName = row.authorName;
    if (row.kind === 'document' && row.fileName !== null) hit.fileName = row.fileName;
    return hit;
  }

  function messages(query: MessageQuery, reader: User | undefined): ReturnType<SearchStore['messages']> {
    const words = wordsOf(query.text);
    const source = sourceOf(query, words);
    if (!source) return { hits: [] };
    const { kinds, channelId, limit } = query;
    const fits = (row: Candidate & { body?: string }): boolean =>
      (channelId === undefined || row.channelId === channelId) &&
      (kinds === undefined || kinds.length === 0 || kinds.includes(row.kind)) &&
      (row.body === undefined || spansOf(row.body, words) !== undefined) &&
      maySee(row, reader);

    const { low, high } = idsBetween(query.from, query.to);
    const deadline = performance.now() + PATIENCE_MS;
    const ids: number[] = [];
    let before = Math.min(high, query.before ?? Number.MAX_SAFE_INTEGER);
    let step = limit + 1;
    let ended = false;
    while (!ended && ids.length <= limit && (step === limit + 1 || performance.now() < deadline)) {
      const rows = source(before, low, step);
      ended = rows.length < step;
      for (const row of rows) {
        if (ids.length > limit) break;
        before = row.id;
        if (fits(row)) ids.push(row.id);
      }
      step = STEP;
    }
    const shown = ids.slice(0, limit);
    const next = ids.length > limit ? shown.at(-1) : ended ? undefined : before;
    return {
      hits: details.all(JSON.stringify(shown)).map((row) => toHit(row, words)),
      ...(next !== undefined && { next }),
    };
  }

  return {
    contacts(text, limit) {
      const words = wordsOf(text);
      const parts = numberParts(text);
      const expression = matchExpression(words);
      const rows = new Map<number, ContactRow>();
      const found = [
        ...(parts.length > 0 ? contactsByNumber.all(JSON.stringify(parts), limit + 1) : []),
        ...(expression === undefined ? [] : contactsByName.all(expression, limit + 1)),
      ];
      for (const row of found) rows.set(row.id, row);
      const all = [...rows.values()].sort((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0));
      return {
        contacts: all.slice(0, limit).map((row) => ({
          contact: contactOf(row),
          marks: spansOf(row.displayName, words) ?? [],
          conversations: conversationsOf.all(row.id),
        })),
        more: all.length > limit,
      };
    },

    messages: (query, reader) => db.read('search.messages', () => messages(query, reader)),

    conversation: (id) => mergedInto.get(id)?.id ?? id,

    through(conversationId, before, text, reader) {
      const rows = byConversation.all(conversationId, before, 0, PAGE);
      return {
        found: rows
          .filter((row) => occurrencesOf(row.body, text).length > 0 && maySee(row, reader))
          .map(({ id }) => id),
        next: rows.length < PAGE ? undefined : rows.at(-1)?.id,
      };
    },
  };
}

function contactOf({ id, kind, displayName, number }: Omit<ContactRow, 'lastAt'>): MessageHit['contact'] {
  return { id, kind, displayName, ...(number !== null && { number }) };
}
