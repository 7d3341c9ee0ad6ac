import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { JournalEntry } from '../../../preload/entities/automation.ts';
import { call } from '../../bridge.ts';
import { fullTime, listTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { openConversation } from '../../state/conversation.ts';
import { goTo } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './automation.module.css';
import { useSentWords } from './sent-words.ts';
import { useBecauseWords } from './use-because-words.ts';

const PAGE = 20;

/** *Diário automático*: every automatic message and every decision to keep quiet, with its reason. */
export function Journal({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [entries, setEntries] = useState<readonly JournalEntry[]>();
  const [more, setMore] = useState(false);
  const [error, setError] = useState<CallError>();

  const load = async (before?: number) => {
    const reply = await call('automation.journal', {
      channelId,
      limit: PAGE,
      ...(before !== undefined && { before }),
    });
    if (!reply.ok) return setError(reply.error);
    setEntries((known = []) =>
      before === undefined ? reply.value.entries : [...known, ...reply.value.entries],
    );
    setMore(reply.value.more);
  };
  useEffect(() => {
    void load();
    // Of another channel it is another journal.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [channelId]);

  return (
    <section className={styles.part} aria-label={t('automation.journal.title')}>
      <h2>{t('automation.journal.title')}</h2>
      <p className={styles.about}>{t('automation.journal.about')}</p>
      <div className={styles.row}>
        <Button size="small" onClick={() => void load()}>
          {t('automation.journal.refresh')}
        </Button>
      </div>
      {error && <Banner tone="bad">{words(error)}</Banner>}
      {entries?.length === 0 && <p className={styles.quiet}>{t('automation.journal.empty')}</p>}
      {entries && entries.length > 0 && (
        <ol className={styles.entries}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {more && (
        <div>
          <Button size="small" onClick={() => void load(entries?.at(-1)?.id)}>
            {t('automation.journal.more')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const because = useBecauseWords();
  const { conversationId, contactName, actions, times } = entry;
  const sent = useSentWords();
  const open = () => {
    if (conversationId === undefined) return;
    goTo({ at: 'inbox' });
    void openConversation(conversationId);
  };
  return (
    <li className={styles.entry}>
      <time title={fullTime(entry.because.at, { language })}>
        {listTime(entry.because.at, now, { language })}
      </time>
      <div className={styles.entryWords}>
        <p className={styles.entryHead}>
          <span className={styles.who} dir="auto">
            {contactName ?? t('automation.journal.nobody')}
          </span>
          <span className={styles.quiet}>{t(`automation.event.${entry.event}`)}</span>
          {times > 1 && (
            <span className={styles.quiet}>{t('automation.journal.times', { count: times })}</span>
          )}
          {conversationId !== undefined && (
            <Button size="small" look="quiet" onClick={open}>
              {t('automation.journal.open')}
            </Button>
          )}
        </p>
        <p>{because(entry.because)}</p>
        <p className={actions.some((action) => action.do === 'send') ? styles.sent : styles.quiet}>
          {sent(actions)}
        </p>
      </div>
    </li>
  );
}
