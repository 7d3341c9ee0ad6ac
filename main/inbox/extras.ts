import type { WireQuote } from '../channels/wire.ts';
import type { Database } from '../db/database.ts';
import { detailOf, labelOf, type Kept, storable } from './rules.ts';

/** What a message answers, with whoever wrote that as a contact of ours. */
export interface StoredQuote extends Pick<WireQuote, 'waId' | 'fromMe' | 'kind' | 'text'> {
  readonly authorId: number | undefined;
}

/** What was done to a message after it was sent. */
export interface Amended {
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
}

/** The writing side of what some messages have besides their text. All of it inside a transaction. */
export interface Extras {
  /** A message was stored, or can be read at last. */
  keep(messageId: number, content: Kept, quote: StoredQuote | undefined): void;
  amended(messageId: number): Amended;
  /** The text that it had goes to its earlier ones. */
  edited(messageId: number, at: number, before: string): void;
  deleted(messageId: number, at: number, before: string): void;
  /** Answers whether it changed anything: what comes late does not undo what came after it. */
  reacted(messageId: number, reaction: { authorId: number; at: number; emoji: string }): boolean;
}

export function createExtras(db: Database): Extras {
  const keep = db.statement<
    [
      number,
      string | null,
      number | null,
      number | null,
      string | null,
      string | null,
      string | null,
      string | null,
    ]
  >(
    'messageExtra.keep',
    `INSERT INTO message_extra (message_id, quoted_wa_id, quoted_from_me, quoted_author_id, quoted_kind, quoted_text,
       label, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET quoted_wa_id = excluded.quoted_wa_id, quoted_from_me = excluded.quoted_from_me,
       quoted_author_id = excluded.quoted_author_id, quoted_kind = excluded.quoted_kind,
       quoted_text = excluded.quoted_text, label = excluded.label, detail = excluded.detail`,
  );
  const amended = db.statement<[number], Amended>(
    'messageExtra.amended',
    'SELECT edited_at AS editedAt, deleted_at AS deletedAt FROM message_extra WHERE message_id = ?',
  );
  const version = db.statement<[number, number, string]>(
    'messageVersion.add',
    'INSERT INTO message_version (message_id, until, body) VALUES (?, ?, ?)',
  );
  const edit = db.statement<[number, number]>(
    'messageExtra.edit',
    `INSERT INTO message_extra (message_id, edited_at) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET edited_at = excluded.edited_at`,
  );
  const remove = db.statement<[number, number]>(
    'messageExtra.delete',
    `INSERT INTO message_extra (message_id, deleted_at) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET deleted_at = excluded.deleted_at`,
  );
  const mark = db.statement<[number]>(
    'messageExtra.react',
    'INSERT INTO message_extra (message_id, reacted) VALUES (?, 1) ON CONFLICT DO UPDATE SET reacted = 1',
  );
  const react = db.statement<[number, number, number, string]>(
    'reaction.set',
    `INSERT INTO reaction (message_id, author_id, at, emoji) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, emoji = excluded.emoji
       WHERE excluded.at >= reaction.at AND excluded.emoji <> reaction.emoji`,
  );

  return {
    keep(messageId, content, quote) {
      const label = labelOf(content);
      const detail = detailOf(content);
      if (label === '' && detail === undefined && !quote) return;
      keep.run(
        messageId,
        quote?.waId ?? null,
        quote ? Number(quote.fromMe) : null,
        quote?.authorId ?? null,
        quote?.kind ?? null,
        quote ? storable(quote.text) : null,
        label === '' ? null : label,
        detail ?? null,
      );
    },
    amended: (messageId) => amended.get(messageId) ?? { editedAt: null, deletedAt: null },
    edited(messageId, at, before) {
      version.run(messageId, at, before);
      edit.run(messageId, at);
    },
    deleted(messageId, at, before) {
      if (before !== '') version.run(messageId, at, before);
      remove.run(messageId, at);
    },
    reacted(messageId, { authorId, at, emoji }) {
      if (react.run(messageId, authorId, at, emoji) === 0) return false;
      mark.run(messageId);
      return true;
    },
  };
}
