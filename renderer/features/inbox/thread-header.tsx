import { ArrowLeft, PanelRight, Search, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatPhone } from '../../i18n/phone.ts';
import { perform } from '../../keyboard/keyboard.ts';
import { keysOf } from '../../keyboard/shortcuts.ts';
import { useChannel, useChannels } from '../../state/channels.ts';
import { closeConversation, useConversation } from '../../state/conversation.ts';
import { useInbox } from '../../state/inbox.ts';
import { toggleContactPanel, useUi } from '../../state/ui.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusDot } from '../../ui/state-pill.tsx';
import { channelTone } from '../channels/channel-state.ts';
import { TicketFacts } from '../tickets/ticket-facts.tsx';
import { TicketBar } from '../tickets/ticket-bar.tsx';
import { useTicket } from '../tickets/use-ticket.ts';
import { focusRow } from './focus.ts';
import styles from './thread-header.module.css';
import { Typing } from './typing.tsx';

export function ThreadHeader({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const loaded = useConversation((state) => state.conversation?.contact);
  // The list knows who it is before the conversation has answered.
  const listed = useInbox(
    (state) => state.rows?.find((row) => row.conversationId === conversationId)?.contact,
  );
  const contact = listed ?? loaded;
  const ticket = useTicket(conversationId);
  const panel = useUi((state) => state.contactPanel);
  const close = () => {
    closeConversation();
    focusRow(conversationId);
  };
  return (
    <header className={styles.header}>
      <IconButton
        icon={ArrowLeft}
        label={t('inbox.back')}
        keys={keysOf('leave')}
        className={styles.back}
        onClick={close}
      />
      {contact ? (
        <>
          <Avatar id={contact.id} name={contact.displayName} group={contact.kind === 'group'} />
          <div className={styles.words}>
            <h2 className={styles.name} dir="auto">
              {contact.displayName}
            </h2>
            <div className={styles.about}>
              <About conversationId={conversationId} number={contact.number} name={contact.displayName} />
            </div>
          </div>
        </>
      ) : (
        <>
          <Skeleton width="2.5rem" height="2.5rem" round />
          <div className={styles.words}>
            <Skeleton width="10rem" />
          </div>
        </>
      )}
      {ticket && <TicketBar key={conversationId} ticket={ticket} />}
      <IconButton
        icon={Search}
        label={t('find.label')}
        keys={keysOf('find')}
        onClick={() => perform('find')}
      />
      <IconButton
        icon={PanelRight}
        label={panel ? t('inbox.hideContact') : t('inbox.showContact')}
        keys={keysOf('contactPanel')}
        aria-pressed={panel}
        onClick={toggleContactPanel}
      />
      <IconButton
        icon={X}
        label={t('inbox.close')}
        keys={keysOf('leave')}
        className={styles.close}
        onClick={close}
      />
    </header>
  );
}

function About({
  conversationId,
  number,
  name,
}: {
  conversationId: number;
  number: string | undefined;
  name: string;
}) {
  const typing = useConversation((state) => conversationId in state.typing);
  const channelId = useConversation((state) => state.conversation?.channelId);
  const channel = useChannel(channelId);
  const several = useChannels((state) => (state.channels?.length ?? 0) > 1);
  const ticket = useTicket(conversationId);
  const phone = number === undefined ? undefined : formatPhone(number);
  return (
    <>
      {ticket && <TicketFacts ticket={ticket} />}
      {typing ? (
        <Typing />
      ) : (
        phone !== undefined && phone !== name && <span className={styles.phone}>{phone}</span>
      )}
      {several && channel && (
        <span className={styles.channel}>
          <StatusDot tone={channelTone(channel)} />
          <bdi>{channel.name}</bdi>
        </span>
      )}
    </>
  );
}
