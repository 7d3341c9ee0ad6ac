import type { Database } from '../db/database.ts';

/** Of one message that the store holds twice: what only one of them knows goes to the one that stays. */
export interface Inherit {
  /** Inside a transaction, before `other` is dropped. */
  (kept: number, other: number): void;
}

interface Knowledge {
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  readonly reacted: number;
  readonly mediaState: string | null;
  readonly kind: string;
}

export function createInherit(db: Database): Inherit {
  const knowledge = db.statement<[number], Knowledge>(
    'inherit.knowledge',
    `SELECT x.edited_at AS editedAt, x.deleted_at AS deletedAt, coalesce(x.reacted, 0) AS reacted, d.state AS mediaState,
       m.kind FROM message m LEFT JOIN message_extra x ON x.message_id = m.id LEFT JOIN media d ON d.message_id = m.id
     WHERE m.id = ?`,
  );
  const read = db.statement<[number, number]>(
    'inherit.read',
    `UPDATE message SET (kind, other_kind, body) = (SELECT kind, other_kind, body FROM message WHERE id = ?)
     WHERE id = ? AND kind = 'unreadable'`,
  );
  const takeBody = db.statement<[number, number]>(
    'inherit.body',
    'UPDATE message SET body = (SELECT body FROM message WHERE id = ?) WHERE id = ?',
  );
  const takeExtra = db.statement<[number, number]>(
    'inherit.extra',
    `INSERT INTO message_extra (message_id, edited_at, deleted_at, reacted, quoted_wa_id, quoted_from_me, quoted_author_id,
       quoted_kind, quoted_text, label, detail)
     SELECT ?, edited_at, deleted_at, reacted, quoted_wa_id, quoted_from_me, quoted_author_id, quoted_kind, quoted_text,
       label, detail FROM message_extra WHERE message_id = ?
     ON CONFLICT DO UPDATE SET edited_at = nullif(max(coalesce(edited_at, 0), coalesce(excluded.edited_at, 0)), 0),
       deleted_at = coalesce(deleted_at, excluded.deleted_at), reacted = max(reacted, excluded.reacted),
       label = coalesce(label, excluded.label), detail = coalesce(detail, excluded.detail),
       quoted_from_me = iif(quoted_wa_id IS NULL, excluded.quoted_from_me, quoted_from_me),
       quoted_author_id = iif(quoted_wa_id IS NULL, excluded.quoted_author_id, quoted_author_id),
       quoted_kind = iif(quoted_wa_id IS NULL, excluded.quoted_kind, quoted_kind),
       quoted_text = iif(quoted_wa_id IS NULL, excluded.quoted_text, quoted_text),
       quoted_wa_id = coalesce(quoted_wa_id, excluded.quoted_wa_id)`,
  );
  const takeVersions = db.statement<[number, number, number]>(
    'inherit.versions',
    `UPDATE message_version SET message_id = ? WHERE message_id = ? AND body NOT IN
       (SELECT body FROM message_version WHERE message_id = ?)`,
  );
  const takeReactions = db.statement<[number, number]>(
    'inherit.reactions',
    `INSERT INTO reaction (message_id, author_id, at, emoji) SELECT ?, author_id, at, emoji FROM reaction WHERE message_id = ?
     ON CONFLICT DO UPDATE SET at = excluded.at, emoji = excluded.emoji WHERE excluded.at > reaction.at`,
  );
  const dropMedia = db.statement<[number]>('inherit.dropMedia', 'DELETE FROM media WHERE message_id = ?');
  const takeMedia = db.statement<[number, number]>(
    'inherit.media',
    'UPDATE OR IGNORE media SET message_id = ? WHERE message_id = ?',
  );
  const version = db.statement<[number, number]>(
    'inherit.version',
    `INSERT INTO message_version (message_id, until, body) SELECT id, ?, body FROM message WHERE id = ? AND body <> ''`,
  );
  const empty = db.statement<[number]>('inherit.empty', `UPDATE message SET body = '' WHERE id = ?`);

  return (kept, other) => {
    const theirs = knowledge.get(other)!;
    const mine = knowledge.get(kept)!;
    if (mine.kind === 'unreadable') read.run(other, kept);
    else if ((theirs.editedAt ?? 0) > (mine.editedAt ?? 0)) takeBody.run(other, kept);
    takeVersions.run(kept, other, kept);
    takeExtra.run(kept, other);
    if (theirs.reacted === 1) takeReactions.run(kept, other);
    if (theirs.mediaState === 'ready' && mine.mediaState !== 'ready') dropMedia.run(kept);
    if (theirs.mediaState !== null) takeMedia.run(kept, other);
    const deletedAt = mine.deletedAt ?? theirs.deletedAt;
    if (deletedAt !== null) {
      version.run(deletedAt, kept);
      empty.run(kept);
    }
  };
}
