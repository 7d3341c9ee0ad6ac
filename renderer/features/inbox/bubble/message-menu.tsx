import { Copy, Download, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../preload/entities.ts';
import { useErrorWords } from '../../../i18n/words.ts';
import { answer, startEditing } from '../../../state/composer.ts';
import { react } from '../../../state/message-actions.ts';
import { notify } from '../../../state/ui.ts';
import { mediaAddress } from '../../../state/uploads.ts';
import { MenuAt, MenuItem, MenuSeparator } from '../../../ui/menu.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { focusComposer } from '../focus.ts';
import { useCopy } from '../use-copy.ts';
import styles from './message-menu.module.css';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

interface MessageMenuProps {
  message: Message;
  at: { x: number; y: number };
  /** Whether the conversation's channel can still carry anything. */
  canSend: boolean;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
  onPickEmoji: () => void;
  onDelete: () => void;
}

/** What can be done with a message; what cannot be is not offered. */
export function MessageMenu({
  message,
  at,
  canSend,
  onClose,
  returnFocus,
  onPickEmoji,
  onDelete,
}: MessageMenuProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const copyText = useCopy();
  const now = useNow('half-minute');
  const { id, conversationId, text, media } = message;
  const known = message.kind !== 'unreadable' && message.deletedAt === undefined;
  const left = !message.fromMe || ['sent', 'delivered', 'read'].includes(message.status);
  const mine = message.reactions?.find(({ fromMe }) => fromMe)?.emoji;
  const toggle = async (emoji: string) => {
    const error = await react(id, emoji === mine ? '' : emoji);
    if (error) notify('bad', words(error));
  };
  const save = () => {
    const link = document.createElement('a');
    link.href = mediaAddress(id, 'download');
    link.download = media?.fileName ?? '';
    link.click();
  };
  return (
    <MenuAt at={at} label={t('message.menu')} onClose={onClose} returnFocus={returnFocus}>
      {canSend && known && left && (
        <>
          <div className={styles.quick}>
            {QUICK.map((emoji) => (
              <DropdownMenu.Item
                key={emoji}
                className={styles.emoji}
                data-on={emoji === mine || undefined}
                aria-label={
                  emoji === mine ? t('message.unreact', { emoji }) : t('message.reactWith', { emoji })
                }
                onSelect={() => void toggle(emoji)}
              >
                {emoji}
              </DropdownMenu.Item>
            ))}
            <DropdownMenu.Item
              className={styles.emoji}
              aria-label={t('message.reactOther')}
              onSelect={onPickEmoji}
            >
              <SmilePlus size={18} aria-hidden="true" />
            </DropdownMenu.Item>
          </div>
          <MenuSeparator />
          <MenuItem
            icon={Reply}
            onSelect={() => {
              answer(conversationId, message);
              focusComposer(message.conversationId);
            }}
          >
            {t('message.reply')}
          </MenuItem>
        </>
      )}
      {canSend && message.editableUntil !== undefined && message.editableUntil > now && (
        <MenuItem
          icon={Pencil}
          onSelect={() => {
            startEditing(conversationId, message);
            focusComposer(message.conversationId);
          }}
        >
          {t('message.edit')}
        </MenuItem>
      )}
      {text !== '' && (
        <MenuItem icon={Copy} onSelect={() => copyText(text)}>
          {t('message.copyText')}
        </MenuItem>
      )}
      {media?.state === 'ready' && (
        <MenuItem icon={Download} onSelect={save}>
          {t('message.saveFile')}
        </MenuItem>
      )}
      {canSend && message.deletableUntil !== undefined && message.deletableUntil > now && (
        <MenuItem icon={Trash2} onSelect={onDelete}>
          {t('message.deleteForAll')}
        </MenuItem>
      )}
    </MenuAt>
  );
}

/** Whether the menu would hold anything. */
export function hasMenu(message: Message): boolean {
  return message.kind !== 'unreadable' && (message.deletedAt === undefined || message.text !== '');
}
