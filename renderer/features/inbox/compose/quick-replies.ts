/** What `/` in the field asks for. Pure. */
import type { QuickReply } from '../../../../preload/entities.ts';

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

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
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
  const sought = plain(wanted);
  const ours = replies.filter((reply) => reply.queueId === undefined || reply.queueId === queueId);
  const begins = ours.filter(({ shortcut }) => plain(shortcut).startsWith(sought));
  const holds = ours.filter(
    (reply) => !begins.includes(reply) && plain(`${reply.shortcut} ${reply.text}`).includes(sought),
  );
  return [...begins, ...holds].slice(0, MOST);
}
