import { RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../../preload/contract.ts';
import type { Message, PendingChange } from '../../../../preload/entities.ts';
import { useErrorWords } from '../../../i18n/words.ts';
import { dismissChange, retryMessage } from '../../../state/message-actions.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import styles from '../bubble.module.css';
import { useCanSend } from './use-can-send.ts';

/** What failed or may not have left, and the way to send it again while its conversation has a channel in use. */
export function NotSent({ message }: { message: Message }) {
  const { t } = useTranslation();
  const canSend = useCanSend();
  const words = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CallError>();
  const uncertain = message.status === 'uncertain';
  const retry = async () => {
    setAsking(true);
    setError(await retryMessage(message.id));
    setAsking(false);
  };
  return (
    <div className={styles.failed} data-uncertain={uncertain || undefined}>
      <span role={error ? 'alert' : undefined}>
        {error
          ? words(error)
          : uncertain
            ? `${t('message.uncertain.why')} ${canSend ? t('message.uncertain.twice') : ''}`
            : t(`message.failure.${message.failure ?? 'unknown'}`)}
      </span>
      {canSend && (
        <Button size="small" icon={RotateCcw} busy={asking} onClick={() => void retry()}>
          {uncertain ? t('message.uncertain.again') : t('common.tryAgain')}
        </Button>
      )}
    </div>
  );
}

/** An edit, a deletion or a reaction that WhatsApp did not take. */
export function ChangeFailed({ message, pending }: { message: Message; pending: PendingChange }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [error, setError] = useState<CallError>();
  return (
    <div className={styles.failed}>
      <span role={error ? 'alert' : undefined}>
        {error
          ? words(error)
          : `${t(`message.change.${pending.change}`)} ${t(`message.failure.${pending.failure ?? 'unknown'}`)}`}
      </span>
      <IconButton
        icon={X}
        label={t('message.change.dismiss')}
        onClick={() => void dismissChange(message.id).then(setError)}
      />
    </div>
  );
}
