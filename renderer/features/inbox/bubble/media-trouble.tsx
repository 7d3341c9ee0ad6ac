import { CircleAlert, CloudOff, Download, FileWarning, HardDrive, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../../preload/contract.ts';
import type { Media, Message } from '../../../../preload/entities.ts';
import { useErrorWords, useLanguage } from '../../../i18n/words.ts';
import { fetchMedia } from '../../../state/message-actions.ts';
import { Button } from '../../../ui/button.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { fileSize } from './file-name.ts';
import styles from './media.module.css';

const ICONS = {
  waiting: Download,
  failed: CircleAlert,
  gone: CloudOff,
  damaged: FileWarning,
  'too-large': FileWarning,
  'no-room': HardDrive,
} as const;

/** Why a file is not there, and what can be done. */
export function MediaTrouble({ message, media }: { message: Message; media: Media }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CallError>();
  const { state } = media;
  if (state === 'ready') return null;
  const size = fileSize(media.size, language);
  if (state === 'loading') {
    return (
      <output className={styles.trouble}>
        <Spinner size={14} /> {t('media.loading', { size })}
      </output>
    );
  }
  const fetch = async () => {
    setAsking(true);
    setError(await fetchMedia(message.id));
    setAsking(false);
  };
  const Icon = ICONS[state];
  const canFetch = state === 'waiting' || state === 'failed' || state === 'gone' || state === 'no-room';
  return (
    <div className={styles.trouble} data-bad={state !== 'waiting' || undefined}>
      <Icon size={16} aria-hidden="true" />
      <span role={error ? 'alert' : undefined}>{error ? words(error) : t(`media.${state}`, { size })}</span>
      {canFetch && (
        <Button
          size="small"
          icon={state === 'waiting' ? Download : RotateCcw}
          busy={asking}
          onClick={() => void fetch()}
        >
          {state === 'waiting' ? t('media.fetch') : t('common.tryAgain')}
        </Button>
      )}
    </div>
  );
}
