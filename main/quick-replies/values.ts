import type { BusinessHours } from '../../preload/entities/hours.ts';
import { valuesOf } from '../automation/values.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Words } from '../i18n/index.ts';
import { firstName, type Values } from '../templates/rules.ts';

/** What a template's variables stand for in one conversation, said by a user now. */
export type ValuesFor = (conversationId: number, userName: string) => Values | undefined;

/** Undefined for a conversation that is not there; one that was merged into another stands for it. */
export function createValuesFor({
  db,
  clock,
  words,
  timeZone,
  hoursOf,
}: {
  db: Database;
  clock: Clock;
  words: () => Words;
  /** The shop's. */
  timeZone: () => string;
  /** Those of the channel, unless the queue has its own. */
  hoursOf: (channelId: number, queueId: number | undefined) => BusinessHours;
}): ValuesFor {
  const about = db.statement<
    [number, number],
    {
      contact: string;
      channelId: number;
      channel: string;
      queueId: number | null;
      queue: string | null;
      protocol: string | null;
    }
  >(
    'quickReplies.about',
    `SELECT c.display_name AS contact, ch.id AS channelId, ch.name AS channel, q.id AS queueId, q.name AS queue, t.protocol
     FROM conversation v JOIN contact c ON c.id = v.contact_id JOIN channel ch ON ch.id = v.channel_id
     LEFT JOIN ticket t ON t.id = (SELECT max(id) FROM ticket WHERE conversation_id = v.id)
     LEFT JOIN queue q ON q.id = t.queue_id
     WHERE v.id = COALESCE((SELECT into_id FROM merged_conversation WHERE id = ?), ?)`,
  );

  return (conversationId, userName) => {
    const found = about.get(conversationId, conversationId);
    if (!found) return undefined;
    return valuesOf({
      // Nobody is called by their number.
      contactName: firstName(found.contact) === '' ? undefined : found.contact,
      userName,
      queueName: found.queue ?? undefined,
      channelName: found.channel,
      protocol: found.protocol ?? undefined,
      hours: hoursOf(found.channelId, found.queueId ?? undefined),
      timeZone: timeZone(),
      at: clock.now(),
      words: words(),
    });
  };
}
