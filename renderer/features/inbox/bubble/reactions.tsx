import { useTranslation } from 'react-i18next';
import type { Message, Reaction } from '../../../../preload/entities.ts';
import { useErrorWords } from '../../../i18n/words.ts';
import { react } from '../../../state/message-actions.ts';
import { notify } from '../../../state/ui.ts';
import { Tooltip } from '../../../ui/tooltip.tsx';
import styles from './reactions.module.css';

interface Heap {
  emoji: string;
  names: string[];
  mine: boolean;
}

/** One heap an emoji, in the order in which they came. */
function heapsOf(reactions: readonly Reaction[], nameless: string, me: string): Heap[] {
  const heaps = new Map<string, Heap>();
  for (const { emoji, fromMe, name } of reactions) {
    const heap = heaps.get(emoji) ?? { emoji, names: [], mine: false };
    heap.names.push(fromMe ? me : (name ?? nameless));
    heap.mine ||= fromMe;
    heaps.set(emoji, heap);
  }
  return [...heaps.values()];
}

/** Who reacted with what; a press on ours takes it back, on another one joins in. */
export function Reactions({
  message,
  reactions,
  contactName,
}: {
  message: Message;
  reactions: readonly Reaction[];
  contactName: string;
}) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const toggle = async ({ emoji, mine }: Heap) => {
    const error = await react(message.id, mine ? '' : emoji);
    if (error) notify('bad', words(error));
  };
  return (
    <ul className={styles.reactions} aria-label={t('message.reactions')}>
      {heapsOf(reactions, contactName, t('message.quoteOurs')).map((heap) => {
        const names = heap.names.join(', ');
        return (
          <li key={heap.emoji}>
            <Tooltip words={<bdi>{names}</bdi>}>
              <button
                type="button"
                className={styles.chip}
                aria-pressed={heap.mine}
                aria-label={t('message.reactedBy', { emoji: heap.emoji, names })}
                onClick={() => void toggle(heap)}
              >
                <span className={styles.emoji}>{heap.emoji}</span>
                {heap.names.length > 1 && <span>{heap.names.length}</span>}
              </button>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
