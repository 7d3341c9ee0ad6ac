import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../keyboard/keyboard.ts';
import { closeFind, findNext, findText, openFind, useFind } from '../../state/find.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import styles from './find-bar.module.css';
import { markFound } from './highlight.ts';

/** Ctrl+F: through the open conversation, from the newest back. */
export function FindBar({ conversationId }: { conversationId: number }) {
  const open = useFind((state) => state.conversationId === conversationId);
  const field = useRef<HTMLInputElement>(null);
  useShortcut('find', () => {
    openFind(conversationId);
    field.current?.select();
  });
  // Another conversation has nothing of this search.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => closeFind, [conversationId]);
  return open && <Bar field={field} />;
}

function Bar({ field }: { field: React.RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const text = useFind((state) => state.text);
  const searching = useFind((state) => state.searching);
  const found = useFind((state) => state.messageIds.length > 0);
  useEffect(() => field.current?.focus(), [field]);
  useEffect(() => {
    const thread = field.current?.closest('[data-region="thread"]');
    return thread ? markFound(thread, text) : undefined;
  }, [field, text]);

  const close = () => {
    const thread = field.current?.closest('[data-region="thread"]');
    closeFind();
    thread?.querySelector<HTMLElement>('textarea, [data-first-focus]')?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) findNext(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return (
    <search className={styles.bar}>
      {searching ? <Spinner size={16} /> : <Search size={16} aria-hidden="true" />}
      <input
        ref={field}
        className={styles.field}
        type="text"
        aria-label={t('find.label')}
        placeholder={t('find.placeholder')}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={text}
        onChange={(event) => findText(event.target.value)}
        onKeyDown={press}
      />
      <Count />
      <IconButton
        icon={ChevronUp}
        label={t('find.next')}
        keys="Enter"
        aria-disabled={!found}
        onClick={() => findNext(1)}
      />
      <IconButton
        icon={ChevronDown}
        label={t('find.previous')}
        keys="Shift+Enter"
        aria-disabled={!found}
        onClick={() => findNext(-1)}
      />
      <IconButton icon={X} label={t('find.close')} keys="Esc" onClick={close} />
    </search>
  );
}

function Count() {
  const { t } = useTranslation();
  const { text, at, total, searching } = useFind();
  const asked = text.trim() !== '';
  return (
    <output className={styles.count}>
      {asked && !searching && (total === 0 ? t('find.none') : t('find.count', { at: at + 1, total }))}
    </output>
  );
}
