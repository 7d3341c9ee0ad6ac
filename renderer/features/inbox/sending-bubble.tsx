import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { giveUp, type Sending, sendAgain } from '../../state/sending.ts';
import { stagedPreviewAddress } from '../../state/uploads.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Spinner } from '../../ui/spinner.tsx';
import styles from './bubble.module.css';
import { SortIcon, FileName } from './bubble/document-card.tsx';
import media from './bubble/media.module.css';
import { roomFor } from './bubble/picture.tsx';
import { Waves } from './bubble/sound-player.tsx';
import sound from './bubble/sound.module.css';
import { shortened } from './bubbles.ts';
import { Ticks } from './ticks.tsx';

/** A press of send that main has not confirmed yet: it stands in the room that its message will take. */
export function SendingBubble({ press, conversationId }: { press: Sending; conversationId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const meta = (
    <span className={styles.meta} dir="ltr">
      <time>{clockTime(press.at, { language })}</time>
      <Ticks status={press.error ? 'failed' : 'queued'} />
    </span>
  );
  return (
    <div className={cx(styles.row, styles.starts)} data-mine>
      <article className={styles.bubble} data-ends aria-busy={!press.error}>
        {press.coming ? (
          <ComingFile fileName={press.coming.fileName} busy={!press.error} />
        ) : (
          press.attachment && <SendingFile press={press} />
        )}
        {press.text === '' ? (
          <div className={styles.foot}>{meta}</div>
        ) : (
          <p className={styles.sendingText} dir="auto">
            {shortened(press.text) ?? press.text}
            {meta}
          </p>
        )}
      </article>
      {press.error && (
        <div className={styles.failed} role="alert">
          <span>{words(press.error)}</span>
          <Button size="small" icon={RotateCcw} onClick={() => void sendAgain(conversationId, press)}>
            {t('common.tryAgain')}
          </Button>
          <Button size="small" look="quiet" onClick={() => giveUp(press.nonce)}>
            {t('message.giveUp')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Main does not know yet what it is. */
function ComingFile({ fileName, busy }: { fileName: string; busy: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={media.document}>
      <SortIcon fileName={fileName} />
      <FileName name={fileName} />
      {busy && (
        <output aria-label={t('composer.preparing')}>
          <Spinner size={14} />
        </output>
      )}
    </div>
  );
}

function SendingFile({ press: { attachment, localAddress, as, voice } }: { press: Sending }) {
  if (!attachment) return null;
  const { kind, fileName, preview, attachmentId } = attachment;
  if (as === 'voice') {
    return (
      <div className={sound.player}>
        <div className={cx(sound.track, sound.alone)}>
          <Waves waveform={voice?.waveform} share={0} />
        </div>
      </div>
    );
  }
  if (as !== 'document' && (kind === 'image' || kind === 'video')) {
    const { wide, ratio } = roomFor(attachment);
    const source = kind === 'image' ? localAddress : undefined;
    const shown = source ?? (preview ? stagedPreviewAddress(attachmentId) : undefined);
    return (
      <div className={media.picture} style={{ width: `${wide}rem`, aspectRatio: ratio }}>
        {shown !== undefined && <img src={shown} alt="" />}
      </div>
    );
  }
  return (
    <div className={media.document}>
      <SortIcon fileName={fileName} />
      <FileName name={fileName} />
    </div>
  );
}
