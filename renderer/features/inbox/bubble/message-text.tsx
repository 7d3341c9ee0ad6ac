import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../../preload/contract.ts';
import type { Message } from '../../../../preload/entities.ts';
import { useErrorWords } from '../../../i18n/words.ts';
import { loadFullText, useConversation } from '../../../state/conversation.ts';
import { cx } from '../../../ui/cx.ts';
import { Spinner } from '../../../ui/spinner.tsx';
import { shortened } from '../bubbles.ts';
import { LinkedText } from './linked-text.tsx';
import { isOnlyEmoji } from './links.ts';
import styles from './text.module.css';

/** A message's text or caption, cut where it is very long, with what stands at the end of its last line. */
export function MessageText({ message, end }: { message: Message; end: ReactNode }) {
  const full = useConversation((state) => state.fullTexts[message.id]);
  const [all, setAll] = useState(false);
  const short = full === undefined && !all ? shortened(message.text) : undefined;
  const cut = short !== undefined || (full === undefined && message.fullLength !== undefined);
  const onlyEmoji = message.kind === 'text' && isOnlyEmoji(message.text);
  return (
    <div className={cx(styles.text, full !== undefined && styles.huge)} dir="auto">
      <span className={cx(onlyEmoji && styles.onlyEmoji)}>
        <LinkedText text={full ?? short ?? message.text} />
      </span>
      {cut && '… '}
      {cut && <SeeAll message={message} onAll={() => setAll(true)} />}
      {end}
    </div>
  );
}

function SeeAll({ message, onAll }: { message: Message; onAll: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CallError>();
  const see = async () => {
    if (message.fullLength === undefined) {
      onAll();
      return;
    }
    setAsking(true);
    setError(await loadFullText(message.id));
    setAsking(false);
  };
  return (
    <>
      <button type="button" className={styles.seeAll} onClick={() => void see()}>
        {t('message.seeAll')}
      </button>
      {asking && <Spinner size={12} />}
      {error && (
        <span role="alert" className={styles.wrong}>
          {words(error)}
        </span>
      )}
    </>
  );
}
