import { useTranslation } from 'react-i18next';
import type { Handover, InboxRow } from '../../../preload/entities.ts';
import { listTime, soon } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useNow } from '../../ui/use-now.ts';
import { LastMessage } from '../inbox/preview.tsx';
import { Waits } from '../inbox/waits.tsx';
import { goToConversation } from './go-to.ts';
import styles from './handover-sheet.module.css';

interface RowLinesProps {
  rows: readonly InboxRow[];
  /** What stands at a line's end. */
  shows: 'wait' | 'time' | 'back';
}

export function RowLines({ rows, shows }: RowLinesProps) {
  const language = useLanguage();
  const now = useNow('half-minute');
  return (
    <ul className={styles.lines}>
      {rows.map((row) => (
        <li key={row.conversationId}>
          <button
            type="button"
            className={styles.line}
            onClick={() => goToConversation(row.conversationId, row.tab)}
          >
            <Avatar
              id={row.contact.id}
              name={row.contact.displayName}
              group={row.contact.kind === 'group'}
              size="small"
            />
            <span className={styles.words}>
              <bdi className={styles.name}>{row.contact.displayName}</bdi>
              <span className={styles.preview}>
                <LastMessage row={row} />
              </span>
            </span>
            {shows === 'wait' && <Waits row={row} />}
            {shows === 'time' && (
              <time className={styles.time}>{listTime(row.lastAt, now, { language })}</time>
            )}
            {shows === 'back' && row.ticket?.snoozedUntil !== undefined && (
              <time className={styles.time}>{soon(row.ticket.snoozedUntil, now, { language })}</time>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What failed says why; what the robot said stands as it was. */
export function MessageLines({ messages }: { messages: Handover['failed']['messages'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  return (
    <ul className={styles.lines}>
      {messages.map(({ messageId, conversationId, displayName, preview, kind, at, failure, status }) => (
        <li key={messageId}>
          <button type="button" className={styles.line} onClick={() => goToConversation(conversationId)}>
            <Avatar id={conversationId} name={displayName} size="small" />
            <span className={styles.words}>
              <bdi className={styles.name}>{displayName}</bdi>
              <span className={styles.preview}>
                {status === 'failed' || status === 'uncertain' ? (
                  <span className={styles.why}>
                    {status === 'uncertain'
                      ? t('message.status.uncertain')
                      : t(`message.failure.${failure ?? 'unknown'}`)}{' '}
                  </span>
                ) : null}
                <LastMessage row={{ previewKind: kind, preview }} />
              </span>
            </span>
            <time className={styles.time}>{listTime(at, now, { language })}</time>
          </button>
        </li>
      ))}
    </ul>
  );
}
