import { Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Bubble } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { useEscape } from '../ui/escape.ts';
import { focusOnArrival } from '../ui/focus.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { fill, timeText, words } from '../words/words.ts';
import styles from './bubble-item.module.css';
import type { Purpose } from './composer.tsx';
import { FileBody } from './file-body.tsx';
import { Ticks } from './ticks.tsx';

interface BubbleItemProps {
  bubble: Bubble;
  between: { from: string; to: string };
  /** Of the other person. */
  name: string;
  quoted: Bubble | undefined;
  onPurpose: (purpose: Purpose) => void;
}

const EMOJIS = ['👍', '❤️', '😂', '😮', '🙏'];

export function BubbleItem({ bubble, between, name, quoted, onPurpose }: BubbleItemProps) {
  const { mine, text, kind, file, at, deleted, edited, tick, reactions } = bubble;
  return (
    <li className={styles.item} data-mine={mine}>
      <div className={styles.bubble}>
        <Spoken>{mine ? words.you : name}: </Spoken>
        {quoted && (
          <p className={styles.quote}>
            <b>{quoted.mine ? words.you : name}</b>
            {quoted.text || words.kind[quoted.kind === 'text' ? 'other' : quoted.kind]}
          </p>
        )}
        {file && <FileBody bubble={bubble} file={file} between={between} />}
        {deleted ? (
          <span className={styles.deleted}>{words.deleted}</span>
        ) : (
          <>
            {!file && kind !== 'text' && <span className={styles.kind}>{words.kind[kind]}</span>}
            {text && <span className={styles.text}>{text}</span>}
          </>
        )}
        <span className={styles.meta}>
          {edited && !deleted && <span>{words.edited}</span>}
          <time dateTime={new Date(at).toISOString()}>{timeText(at)}</time>
          {mine && <Ticks tick={tick} />}
        </span>
        {reactions.length > 0 && <span className={styles.reactions}>{reactions.join(' ')}</span>}
      </div>
      {!deleted && <Tools bubble={bubble} between={between} onPurpose={onPurpose} />}
    </li>
  );
}

type ToolsProps = Pick<BubbleItemProps, 'bubble' | 'between' | 'onPurpose'>;

function Tools({ bubble, between, onPurpose }: ToolsProps) {
  const [choosing, setChoosing] = useState<boolean>();
  useEscape(choosing === true, () => setChoosing(false));
  const about = { ...between, id: bubble.id };

  function react(emoji: string): void {
    setChoosing(false);
    void act({ do: 'react', ...about, emoji });
  }

  if (choosing) {
    return (
      <div className={styles.tools} data-open>
        {EMOJIS.map((emoji, index) => (
          <button
            key={emoji}
            type="button"
            ref={index === 0 ? focusOnArrival : undefined}
            className={styles.emoji}
            aria-label={fill(words.reactWith, { emoji })}
            onClick={() => react(emoji)}
          >
            {emoji}
          </button>
        ))}
        <IconButton icon={Trash2} size={14} label={words.unreact} onClick={() => react('')} />
      </div>
    );
  }
  return (
    <div className={styles.tools}>
      <IconButton
        icon={Reply}
        size={14}
        label={words.reply}
        onClick={() => onPurpose({ is: 'reply', bubble })}
      />
      <IconButton
        icon={SmilePlus}
        size={14}
        label={words.react}
        ref={choosing === false ? focusOnArrival : undefined}
        onClick={() => setChoosing(true)}
      />
      {bubble.mine && bubble.kind === 'text' && (
        <IconButton
          icon={Pencil}
          size={14}
          label={words.edit}
          onClick={() => onPurpose({ is: 'edit', bubble })}
        />
      )}
      {bubble.mine && (
        <IconButton
          icon={Trash2}
          size={14}
          label={words.erase}
          onClick={() => void act({ do: 'delete', ...about })}
        />
      )}
    </div>
  );
}
