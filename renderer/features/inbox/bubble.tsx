import { type KeyboardEvent, memo, type MouseEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../preload/entities.ts';
import { useUser } from '../../state/session.ts';
import { cx } from '../../ui/cx.ts';
import styles from './bubble.module.css';
import { Content } from './bubble/content.tsx';
import { Deleted } from './bubble/deleted.tsx';
import { hasMenu } from './bubble/message-menu.tsx';
import { MessageTools, type Place } from './bubble/message-tools.tsx';
import { Meta } from './bubble/meta.tsx';
import { ChangeFailed, NotSent } from './bubble/not-sent.tsx';
import { QuoteBox } from './bubble/quote-box.tsx';
import { Reactions } from './bubble/reactions.tsx';

interface BubbleProps {
  message: Message;
  contactName: string;
  /** First and last of messages that stand together. */
  starts: boolean;
  ends: boolean;
  /** Somebody has just come to it. */
  aimed: boolean;
}

export const Bubble = memo(function Bubble({ message, contactName, starts, ends, aimed }: BubbleProps) {
  const { t } = useTranslation();
  const bubble = useRef<HTMLElement>(null);
  const [armed, setArmed] = useState(false);
  const [menu, setMenu] = useState<Place>();
  const menuFits = hasMenu(message);
  const bare = message.kind === 'sticker' && message.deletedAt === undefined && !message.quote;

  const openMenu = (event: MouseEvent | KeyboardEvent, at: Place) => {
    if (!menuFits) return;
    event.preventDefault();
    setArmed(true);
    setMenu(at);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const asks =
      event.key === 'Enter' || event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (!asks) return;
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    openMenu(event, { x: left + 16, y: bottom });
  };
  const contextMenu = (event: MouseEvent<HTMLElement>) => {
    // Links and selected words keep the system's own menu.
    const onLink = event.target instanceof Element && event.target.closest('a, input') !== null;
    if (onLink || getSelection()?.isCollapsed === false) return;
    openMenu(event, { x: event.clientX, y: event.clientY });
  };
  const inside = (
    <>
      {message.quote && message.deletedAt === undefined && (
        <QuoteBox quote={message.quote} contactName={contactName} />
      )}
      {message.deletedAt === undefined ? (
        <Content message={message} end={<Meta message={message} />} />
      ) : (
        <Deleted message={message}>
          <Content message={message} end={null} />
        </Deleted>
      )}
      {message.deletedAt !== undefined && (
        <div className={styles.foot}>
          <Meta message={message} />
        </div>
      )}
    </>
  );
  return (
    <div
      className={cx(styles.row, starts && styles.starts)}
      data-mine={message.fromMe || undefined}
      data-message={message.id}
      onPointerEnter={() => setArmed(true)}
      onPointerLeave={() => !menu && setArmed(false)}
    >
      <div className={styles.beside}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter on a message opens its menu, which its button opens too */}
        <article
          ref={bubble}
          className={cx(styles.bubble, bare && styles.bare)}
          data-ends={ends || undefined}
          data-robot={message.origin === 'robot' || undefined}
          data-aimed={aimed || undefined}
          data-focus-item={message.id}
          tabIndex={-1}
          aria-label={t('message.label', {
            who: message.fromMe ? t('message.quoteOurs') : (message.authorName ?? contactName),
          })}
          onKeyDown={press}
          onContextMenu={contextMenu}
          onFocus={() => setArmed(true)}
        >
          {starts && <Author message={message} />}
          {inside}
        </article>
        {armed && menuFits && <MessageTools message={message} bubble={bubble} menu={menu} onMenu={setMenu} />}
      </div>
      {message.reactions && message.reactions.length > 0 && (
        <Reactions message={message} reactions={message.reactions} contactName={contactName} />
      )}
      {(message.status === 'failed' || message.status === 'uncertain') && <NotSent message={message} />}
      {message.pending?.state === 'failed' && <ChangeFailed message={message} pending={message.pending} />}
    </div>
  );
});

/** Who wrote it, where that is not plain from the side it stands on. */
function Author({ message }: { message: Message }) {
  const user = useUser();
  const name = message.fromMe
    ? message.userName !== user?.name && message.origin === 'station' && message.userName
    : message.authorName;
  if (!name) return null;
  return (
    <p className={styles.author} dir="auto">
      {name}
    </p>
  );
}
