import { CalendarClock, Paperclip, SendHorizontal, StickyNote } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Conversation, QuickReply } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { keysOf } from '../../keyboard/shortcuts.ts';
import { isBehindDialog, useShortcut } from '../../keyboard/keyboard.ts';
import { useChannel, useChannels } from '../../state/channels.ts';
import {
  answer,
  clearNote,
  EMPTY_DRAFT,
  flushDrafts,
  saveEdit,
  setNote,
  startEditing,
  stopEditing,
  takeDraft,
  useComposer,
  writeDraft,
} from '../../state/composer.ts';
import { useConversation } from '../../state/conversation.ts';
import { addNote } from '../../state/notes.ts';
import { fillQuickReply } from '../../state/quick-replies.ts';
import { send } from '../../state/sending.ts';
import { addAttachment, addFiles, takesFiles } from '../../state/tray.ts';
import { stopTyping, tellTyping } from '../../state/typing-sign.ts';
import { notify } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { isInUse } from '../channels/channel-state.ts';
import { ScheduleDialog } from '../schedules/late-schedule-dialog.tsx';
import { ContextBar } from './compose/context-bar.tsx';
import { EmojiButton } from './compose/emoji-button.tsx';
import { MicButton } from './compose/mic-button.tsx';
import { QuickReplyList } from './compose/quick-reply-list.tsx';
import { Recorder } from './compose/recorder.tsx';
import { Strips } from './compose/strips.tsx';
import { Tray } from './compose/tray.tsx';
import { replaceIn, useInsert } from './compose/use-field.ts';
import { useSlash } from './compose/use-slash.ts';
import { WaitingLater } from './compose/waiting-later.tsx';
import styles from './composer.module.css';
import { LONGEST_NOTE, LONGEST_TEXT } from './limits.ts';

export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { id } = conversation;
  const draft = useComposer((state) => state.drafts[id]) ?? EMPTY_DRAFT;
  const channel = useChannel(conversation.channelId);
  const removed = useChannels((state) => state.channels !== undefined) && !channel;
  const closed = removed || (channel !== undefined && !isInUse(channel));
  const field = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [talking, setTalking] = useState<{ held: boolean }>();
  const [timing, setTiming] = useState(false);
  const [error, setError] = useState<CallError>();
  const insert = useInsert(field);
  const { text, files, replyTo, editing, isNote } = draft;
  const slash = useSlash(text, field, id, !closed && !editing && !isNote);

  useEffect(() => {
    const { messages } = useConversation.getState();
    takeDraft(
      conversation,
      messages.find((message) => message.id === conversation.draftReplyTo),
    );
    // Whoever has opened a menu since keeps it.
    if (!isBehindDialog()) field.current?.focus();
    return () => {
      flushDrafts();
      stopTyping();
    };
    // Once, where the conversation opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const longest = isNote ? LONGEST_NOTE : LONGEST_TEXT;
  const tooLong = text.length > longest;
  const plain = !isNote && !editing;
  const stuck = plain && files.some((file) => file.error !== undefined);
  const refused = conversation.contact.blocked === true && !isNote;
  const ready =
    !closed && !refused && !tooLong && !stuck && (text.trim() !== '' || (files.length > 0 && plain));

  const submit = async () => {
    if (!ready) return;
    stopTyping();
    setError(undefined);
    field.current?.focus();
    if (isNote) await keepNote();
    else if (editing) setError(await saveEdit(id));
    else send(id);
  };
  const keepNote = async () => {
    const wrong = await addNote(id, text);
    setError(wrong);
    if (!wrong) clearNote(id);
  };
  const write = (next: string) => {
    setError(undefined);
    // `@` at the very start: for the people of the shop only.
    if (!isNote && !editing && text === '' && next === '@') {
      setNote(id, true);
      return;
    }
    writeDraft(id, next);
    if (isNote || editing || next.trim() === '') stopTyping();
    else tellTyping(id);
  };
  const leave = (): boolean => {
    if (slash.open) slash.close();
    else if (editing) stopEditing(id);
    else if (isNote) setNote(id, false);
    else if (replyTo) answer(id, undefined);
    else return false;
    return true;
  };
  const choose = async (reply: QuickReply) => {
    const { current } = field;
    if (!current || !slash.place) return;
    const { from } = slash.place;
    const to = current.selectionStart;
    const filled = await fillQuickReply(reply.id, id);
    if (!filled.ok) {
      notify('bad', words(filled.error));
      return;
    }
    replaceIn(current, from, to, filled.value.text);
    if (filled.value.attachment) addAttachment(id, filled.value.attachment);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter takes its proposal.
    if (event.nativeEvent.isComposing) return;
    const chosen = slash.found[slash.chosen];
    if (slash.open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      slash.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (slash.open && chosen && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      event.preventDefault();
      void choose(chosen);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (!event.repeat) void submit();
    } else if (event.key === 'Escape') {
      if (leave()) event.preventDefault();
    } else if (event.key === 'Backspace' && isNote && text === '') {
      setNote(id, false);
    } else if (event.key === 'ArrowUp' && text === '' && files.length === 0 && !isNote) {
      const last = lastOfOurs();
      if (!last) return;
      event.preventDefault();
      startEditing(id, last);
    }
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0 || closed) return;
    event.preventDefault();
    if (takesFiles(id)) addFiles(id, pasted);
    else notify('bad', t('composer.noFiles'));
  };
  useShortcut(
    'note',
    () => {
      setNote(id, !isNote);
      field.current?.focus();
    },
    !closed && !editing,
  );

  const canWait =
    text.trim() !== '' && files.length === 0 && !editing && !isNote && conversation.contact.kind === 'person';
  const canTalk = text === '' && files.length === 0 && !editing && !isNote;
  return (
    <div className={styles.composer} data-note={isNote || undefined}>
      {slash.open && (
        <QuickReplyList
          id={listId}
          found={slash.found}
          none={slash.none}
          chosen={slash.chosen}
          onChoose={(reply) => void choose(reply)}
        />
      )}
      <Strips
        conversation={conversation}
        channel={channel}
        removed={removed}
        closed={closed}
        length={isNote ? 0 : text.length}
      />
      {error && (
        <Banner tone="bad" live>
          {words(error)}
        </Banner>
      )}
      <WaitingLater conversationId={id} />
      <ContextBar conversationId={id} contactName={conversation.contact.displayName} draft={draft} />
      {!isNote && !editing && <Tray conversationId={id} files={files} />}
      {talking ? (
        <Recorder
          conversationId={id}
          held={talking.held}
          onDone={() => {
            setTalking(undefined);
            requestAnimationFrame(() => field.current?.focus());
          }}
        />
      ) : (
        <div className={styles.line}>
          <EmojiButton disabled={closed} onPick={insert} returnFocus={() => field.current} />
          <IconButton
            icon={Paperclip}
            label={t('composer.attach')}
            side="top"
            disabled={closed || isNote || editing !== undefined}
            onClick={() => chooser.current?.click()}
          />
          <IconButton
            icon={StickyNote}
            label={t('composer.noteToggle')}
            keys={keysOf('note')}
            side="top"
            disabled={closed || editing !== undefined}
            aria-pressed={isNote}
            onClick={() => {
              setNote(id, !isNote);
              field.current?.focus();
            }}
          />
          <textarea
            ref={field}
            className={styles.field}
            data-first-focus
            data-composer
            aria-label={isNote ? t('composer.note') : t('composer.label')}
            placeholder={
              isNote
                ? t('composer.notePlaceholder')
                : files.length > 0
                  ? t('composer.captionPlaceholder')
                  : t('composer.placeholder')
            }
            dir="auto"
            rows={1}
            disabled={closed}
            value={text}
            aria-autocomplete="list"
            aria-controls={slash.open ? listId : undefined}
            aria-activedescendant={
              slash.open && slash.found.length > 0 ? `${listId}-${slash.chosen}` : undefined
            }
            onChange={(event) => {
              write(event.target.value);
              slash.look();
            }}
            onSelect={slash.look}
            onKeyDown={press}
            onPaste={paste}
          />
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            data-chooser
            aria-label={t('composer.attach')}
            onChange={({ target }) => {
              addFiles(id, [...(target.files ?? [])]);
              target.value = '';
              field.current?.focus();
            }}
          />
          {canWait && (
            <IconButton
              icon={CalendarClock}
              label={t('composer.later.button')}
              side="top"
              disabled={!ready}
              onClick={() => setTiming(true)}
            />
          )}
          {canTalk ? (
            <MicButton
              disabled={closed}
              onStart={(held) => setTalking({ held })}
              onRelease={() => setTalking((now) => now && { held: false })}
            />
          ) : (
            <IconButton
              icon={SendHorizontal}
              look="primary"
              label={isNote ? t('composer.saveNote') : editing ? t('composer.saveEdit') : t('composer.send')}
              keys="Enter"
              side="top"
              className={styles.send}
              aria-disabled={!ready}
              onClick={() => void submit()}
            />
          )}
        </div>
      )}
      {timing && (
        <ScheduleDialog
          title={t('composer.later.title')}
          to={{
            conversationId: id,
            channelId: conversation.channelId,
            name: conversation.contact.displayName,
          }}
          text={text}
          onDone={() => writeDraft(id, '')}
          onClose={() => setTiming(false)}
        />
      )}
    </div>
  );
}

/** The newest message of ours, if it may still be rewritten. */
function lastOfOurs() {
  const { messages, more } = useConversation.getState();
  const last = more.after ? undefined : messages.findLast(({ fromMe }) => fromMe);
  return last?.editableUntil !== undefined && last.editableUntil > Date.now() ? last : undefined;
}
