import type { PreviewKind } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import { previewOf } from '../inbox/rules.ts';
import type { Waiting } from './rules.ts';

/** A conversation, and the newest of what its contact wrote. */
export interface Told {
  readonly name: string;
  readonly text: string;
  readonly kind: PreviewKind;
  readonly channel: string;
  readonly unread: number;
}

/** What a notice says of a conversation, and who waits. */
export interface NoticeStore {
  told(conversationId: number): Told | undefined;
  /** Whoever waits since before that instant, the longest first. */
  waiting(before: number, limit: number): Waiting[];
}

export function createNoticeStore(db: Database): NoticeStore {
  const told = db.statement<[number], Told>(
    'notices.told',
    // Not the conversation's own preview: the robot may have answered by now.
    `SELECT c.display_name AS name, n.name AS channel, v.unread,
       iif(x.deleted_at IS NULL, m.kind, 'deleted') AS kind,
       iif(x.deleted_at IS NULL, iif(m.body = '', coalesce(x.label, ''), m.body), '') AS text
     FROM conversation v JOIN contact c ON c.id = v.contact_id JOIN channel n ON n.id = v.channel_id
     JOIN message m ON m.id = (
       SELECT id FROM message WHERE conversation_id = v.id AND from_me = 0 ORDER BY id DESC LIMIT 1)
     LEFT JOIN message_extra x ON x.message_id = m.id
     WHERE v.id = ?`,
  );
  const waiting = db.statement<[number, number], Waiting>(
    'notices.waiting',
    `SELECT id AS conversationId, waiting_since AS since FROM conversation
     WHERE waiting_since <= ? ORDER BY waiting_since LIMIT ?`,
  );
  return {
    told(conversationId) {
      const row = told.get(conversationId);
      return row && { ...row, text: previewOf(row.text) };
    },
    waiting: (before, limit) => waiting.all(before, limit),
  };
}
