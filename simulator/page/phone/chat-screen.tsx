import { useEffect } from 'react';
import type { CustomerView, PhoneView } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { Thread } from '../chat/thread.tsx';
import { useWorld } from '../live.ts';
import { numberText } from '../words/words.ts';
import { Screen } from './screen.tsx';

interface ChatScreenProps {
  phone: PhoneView;
  other: CustomerView;
  onBack: () => void;
}

/** A conversation open on the phone: what comes in is read as soon as it is there. */
export function ChatScreen({ phone, other, onBack }: ChatScreenProps) {
  const chat = useWorld().chats[phone.number]?.[other.number];
  const unread = chat?.unread ?? 0;
  const { number, online } = phone;

  useEffect(() => {
    if (unread > 0 && online) void act({ do: 'read', from: number, to: other.number });
  }, [unread, online, number, other.number]);

  return (
    <Screen title={other.name} subtitle={numberText(other.number)} onBack={onBack}>
      <Thread owner={phone} other={other} chat={chat} />
    </Screen>
  );
}
