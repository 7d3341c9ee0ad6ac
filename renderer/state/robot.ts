/** How the robot stands towards the open conversation, and what it decided there last. */
import { create } from 'zustand';
import type { CallError, EventPayload } from '../../preload/contract.ts';
import type { JournalEntry, RobotState } from '../../preload/entities/automation.ts';
import { call } from '../bridge.ts';
import { useConversation } from './conversation.ts';

interface RobotStore {
  conversationId: number | undefined;
  robot: RobotState | undefined;
  /** Newest first. */
  decisions: readonly JournalEntry[];
  error: CallError | undefined;
}

/** So many decisions are shown: the latest say why it answers or not just now. */
const DECISIONS = 3;

const NOTHING: RobotStore = { conversationId: undefined, robot: undefined, decisions: [], error: undefined };

export const useRobot = create<RobotStore>()(() => NOTHING);

export function forgetRobot(): void {
  useRobot.setState(NOTHING);
}

export async function loadRobot(conversationId: number): Promise<void> {
  const [robot, journal] = await Promise.all([
    call('automation.robot', { conversationId }),
    call('automation.journal', { conversationId, limit: DECISIONS }),
  ]);
  if (useConversation.getState().openId !== conversationId) return;
  useRobot.setState(
    robot.ok && journal.ok
      ? { conversationId, robot: robot.value, decisions: journal.value.entries, error: undefined }
      : {
          ...NOTHING,
          conversationId,
          error: robot.ok ? (journal.ok ? undefined : journal.error) : robot.error,
        },
  );
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
