/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events -- the field above has the focus and the keys, and a select cannot show two columns an option */
import { Paperclip } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuickReply } from '../../../../preload/entities.ts';
import { useIsManager } from '../../../state/session.ts';
import { goTo } from '../../../state/ui.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import styles from './quick-reply-list.module.css';

interface QuickReplyListProps {
  id: string;
  found: readonly QuickReply[];
  /** There is none at all in the shop. */
  none: boolean;
  chosen: number;
  onChoose: (reply: QuickReply) => void;
}

/** Above the field, which keeps the focus: arrows move, Enter or Tab takes. */
export function QuickReplyList({ id, found, none, chosen, onChoose }: QuickReplyListProps) {
  const { t } = useTranslation();
  const isManager = useIsManager();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div className={styles.box}>
      {found.length === 0 ? (
        <p className={styles.none}>
          {none ? t('composer.noQuickReplies') : t('composer.noQuickReplyFits')}
          {none && isManager && (
            <Button size="small" onClick={() => goTo({ at: 'settings', page: 'quickReplies' })}>
              {t('composer.makeQuickReply')}
            </Button>
          )}
        </p>
      ) : (
        <div
          ref={list}
          id={id}
          role="listbox"
          aria-label={t('composer.quickReplies')}
          className={styles.list}
        >
          {found.map((reply, index) => (
            <div
              key={reply.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              className={styles.reply}
              // The field keeps its focus and its cursor.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(reply)}
            >
              <span className={styles.shortcut} dir="ltr">
                /<bdi>{reply.shortcut}</bdi>
              </span>
              <span className={styles.text} dir="auto">
                {reply.text}
              </span>
              {reply.file && <Paperclip size={14} aria-label={reply.file.fileName} />}
            </div>
          ))}
        </div>
      )}
      <p className={styles.keys} aria-hidden="true">
        <Kbd keys="↑" /> <Kbd keys="↓" /> {t('composer.choose')} <Kbd keys="Enter" /> {t('composer.insert')}{' '}
        <Kbd keys="Esc" /> {t('common.close')}
      </p>
    </div>
  );
}
