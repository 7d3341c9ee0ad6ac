import { SendHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { Bubble } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { useEscape } from '../ui/escape.ts';
import { focusOnArrival } from '../ui/focus.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { words } from '../words/words.ts';
import { Attach } from './attach.tsx';
import styles from './composer.module.css';

/** What the text will become. */
export type Purpose = { is: 'new' } | { is: 'reply' | 'edit'; bubble: Bubble };

interface ComposerProps {
  label: string;
  between: { from: string; to: string };
  purpose: Purpose;
  disabled: boolean;
  focus: boolean;
  /** Whether it went out: only then is the field emptied. */
  onSubmit: (text: string) => Promise<boolean>;
  onCancel: () => void;
}

const TYPING_STOPS_MS = 3_000;

export function Composer({ label, between, purpose, disabled, focus, onSubmit, onCancel }: ComposerProps) {
  const [text, setText] = useState(purpose.is === 'edit' ? purpose.bubble.text : '');
  const [problem, setProblem] = useState<string>();
  const typing = useTyping(between);
  useEscape(purpose.is !== 'new', onCancel);

  async function submit(): Promise<void> {
    if (disabled || text.trim() === '') return;
    typing.stop();
    setText('');
    setProblem(undefined);
    if (await onSubmit(text.trim())) return;
    setText(text);
    setProblem(words.failed);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {purpose.is !== 'new' && (
        <p className={styles.purpose}>
          <span>
            <b>{purpose.is === 'edit' ? words.editing : words.replyingTo}</b> {purpose.bubble.text}
          </span>
          <IconButton icon={X} size={16} label={words.cancel} onClick={onCancel} />
        </p>
      )}
      <div className={styles.row}>
        <Attach between={between} disabled={disabled} onProblem={() => setProblem(words.failed)} />
        <textarea
          ref={focus ? focusOnArrival : undefined}
          data-main
          className={styles.field}
          aria-label={label}
          placeholder={label}
          rows={1}
          value={text}
          disabled={disabled}
          onChange={({ target }) => {
            setText(target.value);
            typing.press();
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className={styles.send}
          aria-label={purpose.is === 'edit' ? words.save : words.send}
          disabled={disabled || text.trim() === ''}
        >
          <SendHorizontal size={18} aria-hidden="true" />
        </button>
      </div>
    </form>
  );
}

/** Tells the other side that somebody types, and that she has stopped. */
function useTyping(between: { from: string; to: string }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (typing: boolean) => void act({ do: 'type', ...between, typing });

  function stop(): void {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    tell(false);
  }

  function press(): void {
    if (timer.current === undefined) tell(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(stop, TYPING_STOPS_MS);
  }

  useEffect(() => () => clearTimeout(timer.current), []);
  return { press, stop };
}
