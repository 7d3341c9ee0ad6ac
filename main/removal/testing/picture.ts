import type { Shop } from './shop.ts';

export interface PicturedMessage {
  readonly id: number;
  readonly channelId: number;
  readonly contactId: number;
  readonly inGroup: 0 | 1;
  readonly authorId: number | null;
  readonly waId: string;
  readonly fromMe: 0 | 1;
  readonly at: number;
  readonly unread: 0 | 1;
  readonly origin: string;
  readonly status: string;
  readonly kind: string;
  readonly body: string;
  /** What its file holds. */
  readonly file: string | null;
  /** JSON: who reacted when, and how. */
  readonly reactions: string;
  /** Its state in the outbox, with a sign that it was tried. */
  readonly outbox: string | null;
}

export interface PicturedConversation {
  readonly id: number;
  readonly channelId: number;
  readonly contactId: number;
  readonly waitingSince: number | null;
  readonly draft: string;
}

export interface PicturedTicket {
  readonly id: number;
  readonly contactId: number;
  readonly state: string;
  readonly openedAt: number;
  readonly mergedInto: number | null;
  /** Ids with commas between them. */
  readonly tags: string | null;
}

/** All that CH-9 is about, by the people whom it concerns and not by where it lies. */
export interface Picture {
  readonly messages: readonly PicturedMessage[];
  readonly conversations: readonly PicturedConversation[];
  readonly tickets: readonly PicturedTicket[];
  /** Notes, follow-ups, schedules: what and about whom. Prompts and integrations: what. */
  readonly kept: readonly string[];
}

export function take({ rows }: Pick<Shop, 'rows'>): Picture {
  const about = (table: string, columns: string) =>
    `SELECT '${table} ' || ${columns} || ' of ' || v.contact_id AS line
     FROM ${table} JOIN conversation v ON v.id = conversation_id`;
  return {
    messages: rows(
      `SELECT m.id, m.channel_id AS channelId, v.contact_id AS contactId, c.kind = 'group' AS inGroup, m.author_id AS authorId,
         m.wa_id AS waId, m.from_me AS fromMe, m.at, m.unread, m.origin, m.status, m.kind, m.body,
         (SELECT file FROM media WHERE message_id = m.id) AS file,
         (SELECT json_group_array(json_object('author', author_id, 'at', at, 'emoji', emoji)) FROM reaction
          WHERE message_id = m.id) AS reactions,
         o.state || iif(o.attempts > 0, ' tried', '') AS outbox
       FROM message m JOIN conversation v ON v.id = m.conversation_id JOIN contact c ON c.id = v.contact_id
       LEFT JOIN outbox o ON o.message_id = m.id ORDER BY m.id`,
    ),
    conversations: rows(
      `SELECT id, channel_id AS channelId, contact_id AS contactId, waiting_since AS waitingSince, draft
       FROM conversation ORDER BY id`,
    ),
    tickets: rows(
      `SELECT t.id, v.contact_id AS contactId, t.state, t.opened_at AS openedAt, t.merged_into AS mergedInto,
         (SELECT group_concat(tag_id) FROM ticket_tag WHERE ticket_id = t.id) AS tags
       FROM ticket t JOIN conversation v ON v.id = t.conversation_id ORDER BY t.id`,
    ),
    kept: rows<{ line: string }>(
      `${about('note', 'body || at')} UNION ALL ${about('follow_up', 'body || state || due_at')}
       UNION ALL ${about('schedule', 'body || state || due_at')}
       UNION ALL SELECT 'event ' || e.id || e.what || e.ticket_id || ' of ' || v.contact_id FROM ticket_event e
         JOIN ticket t ON t.id = e.ticket_id JOIN conversation v ON v.id = t.conversation_id WHERE e.what <> 'merged'
       UNION ALL SELECT 'prompt ' || name FROM prompt UNION ALL SELECT 'integration ' || name FROM integration ORDER BY 1`,
    ).map(({ line }) => line),
  };
}

/** Whatever is wrong with the store in itself: nothing, if all is well. */
export function faultsOf({ rows }: Pick<Shop, 'rows'>): unknown[] {
  return [
    ...rows<{ integrity_check: string }>('PRAGMA integrity_check').filter(
      (row) => row.integrity_check !== 'ok',
    ),
    ...rows('PRAGMA foreign_key_check'),
    // Every inbox row against its messages.
    ...rows(
      `SELECT v.* FROM conversation v LEFT JOIN message m ON m.id = v.last_message_id
       WHERE v.last_message_id IS NOT coalesce((SELECT max(id) FROM message WHERE conversation_id = v.id), 0)
         OR v.unread <> (SELECT count(*) FROM message WHERE conversation_id = v.id AND unread = 1)
         OR (m.id IS NOT NULL AND (v.last_at <> m.at OR v.preview_kind <> m.kind OR v.preview_from_me <> m.from_me
           OR v.preview_status <> m.status OR v.preview <> m.body))`,
    ),
    ...rows(
      `SELECT m.id FROM message m JOIN conversation v ON v.id = m.conversation_id WHERE v.channel_id <> m.channel_id`,
    ),
    ...rows(
      `SELECT o.message_id FROM outbox o JOIN message m ON m.id = o.message_id WHERE o.channel_id <> m.channel_id`,
    ),
    // Every inbox row against its newest ticket, and every count of them against the rows.
    ...rows(
      `SELECT v.* FROM conversation v LEFT JOIN ticket t ON t.id =
         (SELECT id FROM ticket WHERE conversation_id = v.id
          ORDER BY state = 'closed', coalesce(closed_at, opened_at) DESC, id DESC LIMIT 1)
       WHERE v.ticket_id IS NOT t.id OR v.tab IS NOT iif(t.state <> 'closed' AND t.snoozed_until IS NOT NULL, 'snoozed', t.state)
         OR v.queued_at IS NOT t.queued_at OR v.queue_id IS NOT t.queue_id OR v.user_id IS NOT t.user_id
         OR v.pinned <> coalesce(t.pinned, 0)`,
    ),
    ...rows(
      `SELECT * FROM (SELECT channel_id, coalesce(tab, '') AS tab, count(*) AS n FROM conversation GROUP BY 1, 2
         UNION ALL SELECT channel_id, tab, -n FROM inbox_count) GROUP BY channel_id, tab HAVING sum(n) <> 0`,
    ),
    // What search does not find.
    ...rows(
      `SELECT m.id FROM message m WHERE m.body <> '' AND m.id NOT IN (
         SELECT rowid FROM message_search WHERE message_search MATCH '"' || m.body || '"')`,
    ),
  ];
}
