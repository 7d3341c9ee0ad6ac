/** Texts behind `/`; asked for once, and again whenever a manager changes them. */
import { create } from 'zustand';
import type { CallError, CallOutput, Reply } from '../../preload/contract.ts';
import type { QuickReply } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

interface QuickRepliesState {
  /** By shortcut; undefined until asked for. */
  replies: readonly QuickReply[] | undefined;
  error: CallError | undefined;
}

const NOTHING: QuickRepliesState = { replies: undefined, error: undefined };

export const useQuickReplies = create<QuickRepliesState>()(() => NOTHING);

export function forgetQuickReplies(): void {
  useQuickReplies.setState(NOTHING);
}

export async function loadQuickReplies(): Promise<void> {
  const reply = await call('quickReplies.list');
  useQuickReplies.setState(reply.ok ? { replies: reply.value, error: undefined } : { error: reply.error });
}

/** Main says that they have changed: whoever has never asked need not know. */
export function quickRepliesChanged(): void {
  if (useQuickReplies.getState().replies) void loadQuickReplies();
}

export function fillQuickReply(
  id: number,
  conversationId: number,
): Promise<Reply<CallOutput<'quickReplies.fill'>>> {
  return call('quickReplies.fill', { id, conversationId });
}

/** The file of a reply in the form: staged just now, or with its id undefined the one that it has. */
export interface QuickReplyFile {
  attachmentId: string | undefined;
  fileName: string;
  size: number;
}

export async function saveQuickReply({
  id,
  queueId,
  file,
  ...words
}: {
  id: number | undefined;
  shortcut: string;
  text: string;
  queueId: number | undefined;
  file: QuickReplyFile | undefined;
}): Promise<CallError | undefined> {
  const { attachmentId } = file ?? {};
  const reply = await call('quickReplies.save', {
    ...words,
    ...(id !== undefined && { id }),
    ...(queueId !== undefined && { queueId }),
    ...(file && { file: attachmentId === undefined ? ('kept' as const) : { attachmentId } }),
  });
  if (!reply.ok) return reply.error;
  await loadQuickReplies();
  return undefined;
}

export async function removeQuickReply(id: number): Promise<CallError | undefined> {
  const reply = await call('quickReplies.remove', { id });
  if (!reply.ok) return reply.error;
  await loadQuickReplies();
  return undefined;
}
