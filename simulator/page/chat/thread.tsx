import { Fragment, useState } from 'react';
import { act } from '../act.ts';
import type { Bubble, ChatView, PersonView } from '../../page-server/protocol.ts';
import { dayText, fill, words } from '../words/words.ts';
import { BubbleItem } from './bubble-item.tsx';
import { Composer, type Purpose } from './composer.tsx';
import styles from './thread.module.css';

interface ThreadProps {
  /** Whose phone shows the conversation. */
  owner: PersonView;
  other: PersonView;
  chat: ChatView | undefined;
  /** What stands under the last message: somebody types. */
  below?: string | undefined;
}

const FIRST_TURN = { purpose: { is: 'new' }, turn: 0 } as const;

/** A conversation as one phone shows it, with the field to write in. */
export function Thread({ owner, other, chat, below }: ThreadProps) {
  const messages = chat?.messages ?? [];
  const [{ purpose, turn }, setTurn] = useState<{ purpose: Purpose; turn: number }>(FIRST_TURN);
  const between = { from: owner.number, to: other.number };

  const setPurpose = (next: Purpose) => setTurn({ purpose: next, turn: turn + 1 });

  async function submit(text: string): Promise<boolean> {
    const reply = await act(
      purpose.is === 'edit'
        ? { do: 'edit', ...between, id: purpose.bubble.id, text }
        : {
            do: 'say',
            ...between,
            text,
            ...(purpose.is === 'reply' && { replyTo: purpose.bubble.id }),
          },
    );
    if (reply.ok && purpose.is !== 'new') setPurpose({ is: 'new' });
    return reply.ok;
  }

  return (
    <div className={styles.thread}>
      <div
        className={styles.sheet}
        role="log"
        aria-label={fill(words.conversation, { owner: owner.name, other: other.name })}
      >
        <div className={styles.content}>
          {messages.length === 0 && <p className={styles.empty}>{words.emptyChat}</p>}
          <ol className={styles.list}>
            {messages.map((bubble, index) => (
              <Fragment key={bubble.id}>
                {isNewDay(messages[index - 1], bubble) && (
                  <li className={styles.day}>
                    <span>{dayText(bubble.at)}</span>
                  </li>
                )}
                <BubbleItem
                  bubble={bubble}
                  between={between}
                  name={other.name}
                  quoted={messages.find(({ id }) => id === bubble.replyTo)}
                  onPurpose={setPurpose}
                />
              </Fragment>
            ))}
          </ol>
          {below && <p className={styles.below}>{below}</p>}
        </div>
      </div>
      <Composer
        key={turn}
        focus={turn > 0}
        label={fill(words.messageAs, { name: owner.name })}
        between={between}
        purpose={purpose}
        disabled={!owner.online}
        onSubmit={submit}
        onCancel={() => setPurpose({ is: 'new' })}
      />
    </div>
  );
}

const isNewDay = (before: Bubble | undefined, { at }: Bubble): boolean =>
  !before || new Date(before.at).toDateString() !== new Date(at).toDateString();
