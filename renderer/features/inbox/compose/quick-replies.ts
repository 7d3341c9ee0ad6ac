/** What `/` in the field asks for. Pure. */
import type { QuickReply } from '../../../../preload/entities.ts';
import { fold } from '../../../../preload/fold.ts';

export interface Slash {
  /** Where the slash stands. */
  from: number;
  /** What follows it, in lower case. */
  wanted: string;
}

/** A slash with the beginning of a word, straight before the cursor and not inside a word: `10/20` asks for nothing. */
export function slashAt(text: string, cursor: number): Slash | undefined {
  const found = /(?:^|\s)\/([\p{L}\p{N}_-]{0,30})$/u.exec(text.slice(0, cursor));
  if (!found) return undefined;
  const wanted = found[1] ?? '';
  return { from: cursor - wanted.length - 1, wanted: wanted.toLowerCase() };
}

/** Whether its shortcut or its words hold what is wanted; accents and case do not matter. */
export function holds({ shortcut, text }: QuickReply, wanted: string): boolean {
  return fold(`${shortcut} ${text}`).includes(fold(wanted));
}

const MOST = 8;

/**
 * Those that fit, the ones whose shortcut begins so first, then by their words; accents do not matter. Only those for
 * all queues and for the conversation's own.
 */
export function matching(
  replies: readonly QuickReply[],
  wanted: string,
  queueId: number | undefined,
): QuickReply[] {
  const sought = fold(wanted);
  const ours = replies.filter((reply) => reply.queueId === undefined || reply.queueId === queueId);
  const begins = ours.filter(({ shortcut }) => fold(shortcut).startsWith(sought));
  const others = ours.filter((reply) => !begins.includes(reply) && holds(reply, wanted));
  return [...begins, ...others].slice(0, MOST);
}
