/** Rules that ask again where nobody answers, and what runs of them in the open conversation (SC-2). */
import { create } from 'zustand';
import type { CallError, EventPayload } from '../../preload/contract.ts';
import type { FollowUp, FollowUpRule } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { useConversation } from './conversation.ts';

interface FollowUpsState {
  /** Undefined until asked for. */
  rules: readonly FollowUpRule[] | undefined;
  error: CallError | undefined;
  conversationId: number | undefined;
  /** Newest first. */
  followUps: readonly FollowUp[] | undefined;
}

const NOTHING: FollowUpsState = {
  rules: undefined,
  error: undefined,
  conversationId: undefined,
  followUps: undefined,
};

export const useFollowUps = create<FollowUpsState>()(() => NOTHING);

export function forgetFollowUps(): void {
  useFollowUps.setState(NOTHING);
}

export async function loadFollowUpRules(): Promise<void> {
  const reply = await call('followUps.rules');
  useFollowUps.setState(reply.ok ? { rules: reply.value, error: undefined } : { error: reply.error });
}

export async function loadFollowUps(conversationId: number): Promise<void> {
  const reply = await call('followUps.list', { conversationId });
  if (!reply.ok || useConversation.getState().openId !== conversationId) return;
  useFollowUps.setState({ conversationId, followUps: reply.value });
}

/** Without conversations it is the rules alone that have changed; how many run of each is always told with them. */
export function takeFollowUpsChange({ conversationIds }: EventPayload<'followUps.changed'>): void {
  if (useFollowUps.getState().rules) void loadFollowUpRules();
  const { openId } = useConversation.getState();
  if (openId !== undefined && conversationIds.includes(openId)) void loadFollowUps(openId);
}

export type RuleDraft = Pick<FollowUpRule, 'name' | 'steps' | 'onlyOpenHours' | 'tagId'>;

export async function saveFollowUpRule(
  ruleId: number | undefined,
  draft: RuleDraft,
): Promise<CallError | undefined> {
  const reply =
    ruleId === undefined
      ? await call('followUps.createRule', draft)
      : await call('followUps.updateRule', { ruleId, ...draft });
  if (!reply.ok) return reply.error;
  await loadFollowUpRules();
  return undefined;
}

export async function removeFollowUpRule(ruleId: number): Promise<CallError | undefined> {
  const reply = await call('followUps.removeRule', { ruleId });
  await loadFollowUpRules();
  return reply.ok ? undefined : reply.error;
}

export async function startFollowUp(conversationId: number, ruleId: number): Promise<CallError | undefined> {
  const reply = await call('followUps.start', { conversationId, ruleId });
  await loadFollowUps(conversationId);
  return reply.ok ? undefined : reply.error;
}

export async function cancelFollowUp({ id, conversationId }: FollowUp): Promise<CallError | undefined> {
  const reply = await call('followUps.cancel', { followUpId: id });
  await loadFollowUps(conversationId);
  return reply.ok ? undefined : reply.error;
}
