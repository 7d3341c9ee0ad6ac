import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../preload/contract.ts';
import { call } from '../../bridge.ts';
import { listTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { openConversation } from '../../state/conversation.ts';
import { goTo } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './automation.module.css';

const PAGE = 20;

/** *Recusadas*: what was not let in is kept, and can be read (PR-1). */
export function RefusedList({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const [refused, setRefused] = useState<CallOutput<'automation.refused'>>();
  const load = async (before?: number) => {
    const reply = await call('automation.refused', {
      channelId,
      limit: PAGE,
      ...(before !== undefined && { before }),
    });
    if (!reply.ok) return;
    setRefused((known) =>
      before === undefined || !known
        ? reply.value
        : { ...reply.value, messages: [...known.messages, ...reply.value.messages] },
    );
  };
  useEffect(() => {
    void load();
    // oxlint-disable-next-line react/exhaustive-deps -- of another channel it is another list
  }, [channelId]);
  if (!refused || refused.total === 0) return null;
  return (
    <section className={styles.part} aria-label={t('automation.refused.title')}>
      <h2>{t('automation.refused.count', { count: refused.total })}</h2>
      <ol className={styles.entries}>
        {refused.messages.map(({ messageId, conversationId, contactName, at, why, preview }) => (
          <li key={messageId} className={styles.entry}>
            <time>{listTime(at, now, { language })}</time>
            <div className={styles.entryWords}>
              <p className={styles.entryHead}>
                <span className={styles.who} dir="auto">
                  {contactName}
                </span>
                <span className={styles.quiet}>{t(`automation.refused.${why}`)}</span>
                <Button
                  size="small"
                  look="quiet"
                  onClick={() => {
                    goTo({ at: 'inbox' });
                    void openConversation(conversationId);
                  }}
                >
                  {t('automation.journal.open')}
                </Button>
              </p>
              <p dir="auto">{preview}</p>
            </div>
          </li>
        ))}
      </ol>
      {refused.more && (
        <div>
          <Button size="small" onClick={() => void load(refused.messages.at(-1)?.messageId)}>
            {t('automation.journal.more')}
          </Button>
        </div>
      )}
    </section>
  );
}
