import type { User } from '../../preload/entities.ts';
import type { Database } from '../db/database.ts';
import type { ChannelPreferenceStore } from './store.ts';

/** What of a message says who may read it. */
export interface Seen {
  readonly channelId: number;
  readonly fromMe: number;
  readonly origin: string;
  readonly userId: number | null;
}

/**
 * *Exibir mensagens apenas do usuário* (PR-5). Where a channel has it, a receptionist reads what the contact wrote, what
 * the robot answered for the shop, and what they sent themselves: neither what colleagues sent nor what somebody wrote on
 * the phone. Internal notes are meant for colleagues and stay. A manager reads all.
 */
export interface Sight {
  /** The user to whose messages this reader is held on this channel; undefined: reads all. */
  onlyOf(reader: Pick<User, 'id' | 'role'> | undefined, channelId: number): number | undefined;
  admits(reader: Pick<User, 'id' | 'role'> | undefined, message: Seen): boolean;
  /** The same of a message by its id; also true of one that is not there. */
  sees(reader: Pick<User, 'id' | 'role'> | undefined, messageId: number): boolean;
}

/** As a condition on `message m`; its one parameter is `onlyOf`, or NULL. */
export const IN_SIGHT = `(m.from_me = 0 OR m.origin = 'robot' OR m.user_id IS coalesce(?, m.user_id))`;

export function inSight(
  { fromMe, origin, userId }: Omit<Seen, 'channelId'>,
  onlyOf: number | undefined,
): boolean {
  return onlyOf === undefined || fromMe === 0 || origin === 'robot' || userId === onlyOf;
}

export function createSight(db: Database, preferences: Pick<ChannelPreferenceStore, 'get'>): Sight {
  const message = db.statement<[number], Seen>(
    'sight.message',
    'SELECT channel_id AS channelId, from_me AS fromMe, origin, user_id AS userId FROM message WHERE id = ?',
  );

  function onlyOf(reader: Pick<User, 'id' | 'role'> | undefined, channelId: number): number | undefined {
    if (!reader || reader.role === 'manager') return undefined;
    return preferences.get(channelId).ownMessagesOnly ? reader.id : undefined;
  }

  function admits(reader: Pick<User, 'id' | 'role'> | undefined, seen: Seen): boolean {
    return inSight(seen, onlyOf(reader, seen.channelId));
  }

  return {
    onlyOf,
    admits,
    sees(reader, messageId) {
      const found = message.get(messageId);
      return !found || admits(reader, found);
    },
  };
}
