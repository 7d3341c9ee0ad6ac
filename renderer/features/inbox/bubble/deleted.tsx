import { Ban, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../../preload/contract.ts';
import type { Message, MessageVersion } from '../../../../preload/entities.ts';
import { call } from '../../../bridge.ts';
import { clockTime } from '../../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../../i18n/words.ts';
import { useIsManager } from '../../../state/session.ts';
import { Button } from '../../../ui/button.tsx';
import styles from './deleted.module.css';

/** In place of what was taken back. Managers can see what was kept of it (AT-3). */
export function Deleted({ message, children }: { message: Message; children: React.ReactNode }) {
  const { t } = useTranslation();
  const isManager = useIsManager();
  const [open, setOpen] = useState(false);
  const kept = isManager && (message.text !== '' || message.media !== undefined);
  return (
    <div>
      <p className={styles.gone}>
        <Ban size={15} aria-hidden="true" />
        {message.fromMe ? t('message.deletedByUs') : t('message.deleted')}
      </p>
      {kept && (
        <Button
          size="small"
          look="quiet"
          icon={ChevronDown}
          aria-expanded={open}
          onClick={() => setOpen((was) => !was)}
        >
          {open ? t('message.hideKept') : t('message.showKept')}
        </Button>
      )}
      {kept && open && <div className={styles.kept}>{children}</div>}
    </div>
  );
}

/** `editada`; managers can see what it said before. */
export function Edited({ message }: { message: Message }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const isManager = useIsManager();
  const [versions, setVersions] = useState<readonly MessageVersion[]>();
  const [error, setError] = useState<CallError>();
  if (!isManager) return <span>{t('message.edited')}</span>;
  const show = async () => {
    if (versions) {
      setVersions(undefined);
      return;
    }
    const reply = await call('messages.versions', { messageId: message.id });
    setError(reply.ok ? undefined : reply.error);
    if (reply.ok) setVersions(reply.value);
  };
  return (
    <>
      <button
        type="button"
        className={styles.edited}
        aria-expanded={versions !== undefined}
        title={t('message.showVersions')}
        onClick={() => void show()}
      >
        {t('message.edited')}
      </button>
      {error && <span role="alert">{words(error)}</span>}
      {versions && (
        <ol className={styles.versions} aria-label={t('message.versions')}>
          {versions.map(({ text, until }) => (
            <li key={until}>
              <time>{t('message.until', { time: clockTime(until, { language }) })}</time> <bdi>{text}</bdi>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
