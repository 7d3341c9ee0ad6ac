/** How the robot stands towards the open conversation. */
import { create } from 'zustand';
import type { CallError, EventPayload } from '../../preload/contract.ts';
import type { RobotState } from '../../preload/entities/automation.ts';
import { call } from '../bridge.ts';
import { useConversation } from './conversation.ts';

interface RobotStore {
  conversationId: number | undefined;
  robot: RobotState | undefined;
  error: CallError | undefined;
}

const NOTHING: RobotStore = { conversationId: undefined, robot: undefined, error: undefined };

export const useRobot = create<RobotStore>()(() => NOTHING);

export function forgetRobot(): void {
  useRobot.setState(NOTHING);
}

export async function loadRobot(conversationId: number): Promise<void> {
  const reply = await call('automation.robot', { conversationId });
  if (useConversation.getState().openId !== conversationId) return;
  useRobot.setState({
    conversationId,
    robot: reply.ok ? reply.value : undefined,
    error: reply.ok ? undefined : reply.error,
  });
}

/** Something was decided or switched there, or a person has spoken. Whoever has never asked need not know. */
export function refreshRobot({ conversationIds }: EventPayload<'automation.decided'>): void {
  const { openId } = useConversation.getState();
  if (openId === undefined || useRobot.getState().conversationId !== openId) return;
  if (conversationIds.includes(openId)) void loadRobot(openId);
}

export async function setRobotOff(conversationId: number, off: boolean): Promise<CallError | undefined> {
  const reply = await call('automation.setRobot', { conversationId, off });
  if (!reply.ok) return reply.error;
  if (useConversation.getState().openId === conversationId) {
    useRobot.setState({ conversationId, robot: reply.value, error: undefined });
  }
  return undefined;
}
