import { useChannel } from '../../../state/channels.ts';
import { useConversation } from '../../../state/conversation.ts';
import { isInUse } from '../../channels/channel-state.ts';

/** Whether the open conversation has a channel that can carry anything. */
export function useCanSend(): boolean {
  const channel = useChannel(useConversation((state) => state.conversation?.channelId));
  return channel !== undefined && isInUse(channel);
}
