import { ChevronDown, Reply } from 'lucide-react';
import { lazy, type MouseEvent, type RefObject, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../preload/entities.ts';
import { useErrorWords } from '../../../i18n/words.ts';
import { answer } from '../../../state/composer.ts';
import { react } from '../../../state/message-actions.ts';
import { notify } from '../../../state/ui.ts';
import { cx } from '../../../ui/cx.ts';
import { focusComposer } from '../focus.ts';
import styles from '../bubble.module.css';
import { DeleteMessage } from './delete-message.tsx';
import { MessageMenu } from './message-menu.tsx';
import { useCanSend } from './use-can-send.ts';

const EmojiPopover = lazy(() => import('../compose/emoji-popover.tsx'));

export interface Place {
  x: number;
  y: number;
}

interface MessageToolsProps {
  message: Message;
  bubble: RefObject<HTMLElement | null>;
  /** Where the menu is open. */
  menu: Place | undefined;
  onMenu: (at: Place | undefined) => void;
}

/** Beside a bubble that one points at or stands on: answer, and the menu. */
export function MessageTools({ message, bubble, menu, onMenu }: MessageToolsProps) {
  const { t } = useTranslation();
  const canSend = useCanSend();
  const words = useErrorWords();
  const [picking, setPicking] = useState<Place>();
  const [deleting, setDeleting] = useState(false);
  const openBelow = (event: MouseEvent<HTMLButtonElement>) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    onMenu({ x: left, y: bottom });
  };
  const pick = async (emoji: string) => {
    setPicking(undefined);
    const error = await react(message.id, emoji);
    if (error) notify('bad', words(error));
  };
  return (
    <>
      <span className={cx(styles.tools, menu && styles.toolsOpen)}>
        {canSend && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.tool}
            aria-label={t('message.reply')}
            onClick={() => {
              answer(message.conversationId, message);
              focusComposer(message.conversationId);
            }}
          >
            <Reply size={16} aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          tabIndex={-1}
          className={styles.tool}
          aria-label={t('message.menu')}
          aria-haspopup="menu"
          onClick={openBelow}
        >
          <ChevronDown size={16} aria-hidden="true" />
        </button>
      </span>
      {/* Out of the list, whose items are moved: what is fixed in one of them would move too. */}
      {menu &&
        createPortal(
          <MessageMenu
            message={message}
            at={menu}
            canSend={canSend}
            onClose={() => onMenu(undefined)}
            returnFocus={() => bubble.current}
            onPickEmoji={() => setPicking(menu)}
            onDelete={() => setDeleting(true)}
          />,
          document.body,
        )}
      {picking &&
        createPortal(
          <Suspense>
            <EmojiPopover
              at={picking}
              onPick={(emoji) => void pick(emoji)}
              onClose={() => setPicking(undefined)}
              returnFocus={() => bubble.current}
            />
          </Suspense>,
          document.body,
        )}
      {deleting && <DeleteMessage message={message} onClose={() => setDeleting(false)} />}
    </>
  );
}
