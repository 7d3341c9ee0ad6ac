import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact, Conversation } from '../../../preload/entities.ts';
import { useConversation } from '../../state/conversation.ts';
import { useInbox } from '../../state/inbox.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { RobotPart } from '../automation/robot-part.tsx';
import { FollowUpsPart } from '../follow-ups/follow-ups-part.tsx';
import { SchedulesPart } from '../schedules/schedules-part.tsx';
import { EarlierTickets } from '../tickets/earlier-tickets.tsx';
import { Notes } from '../tickets/notes.tsx';
import { PanelTags } from '../tickets/panel-tags.tsx';
import { ContactFacts } from './contact-facts.tsx';
import styles from './contact-panel.module.css';

/** Who it is, what is known of them, and what was before (AT-2). */
export function ContactPanel({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const conversation = useConversation((state) => state.conversation);
  const row = useInbox((state) => state.rows?.find((each) => each.conversationId === conversationId));
  const contact = row?.contact ?? conversation?.contact;
  // The talk is drawn first, then what stands beside it: of all that changes with a conversation, this can wait.
  const drawnId = useDeferredValue(conversation?.id);
  return (
    <aside className={styles.panel} data-region="contact" tabIndex={-1} aria-label={t('contact.title')}>
      {contact && (
        <>
          <div className={styles.who}>
            <Avatar
              id={contact.id}
              name={contact.displayName}
              group={contact.kind === 'group'}
              size="large"
            />
            <h2 className={styles.name} dir="auto">
              {contact.displayName}
            </h2>
            {contact.kind === 'group' && <p className={styles.faint}>{t('contact.group')}</p>}
          </div>
          <ContactFacts contact={contact} conversation={conversation} row={row} />
        </>
      )}
      {contact && conversation && drawnId === conversationId && (
        <Parts key={conversationId} contact={contact} conversation={conversation} />
      )}
    </aside>
  );
}

interface PartsProps {
  contact: Contact;
  conversation: Conversation;
}

function Parts({ contact: { kind, displayName }, conversation: { id, channelId } }: PartsProps) {
  return (
    <>
      <PanelTags conversationId={id} />
      <Notes conversationId={id} />
      {kind === 'person' && (
        <>
          <SchedulesPart conversationId={id} to={{ conversationId: id, channelId, name: displayName }} />
          <FollowUpsPart conversationId={id} />
          <RobotPart conversationId={id} />
        </>
      )}
      <EarlierTickets conversationId={id} />
    </>
  );
}
