import { FileText, Image, RotateCcw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorWords, useLanguage } from '../../../i18n/words.ts';
import type { TrayFile } from '../../../state/composer.ts';
import { bringAgain, removeFile, sendAsDocument } from '../../../state/tray.ts';
import { stagedPreviewAddress } from '../../../state/uploads.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { FileName, SortIcon } from '../bubble/document-card.tsx';
import { fileSize } from '../bubble/file-name.ts';
import styles from './tray.module.css';

/** What will be sent, before it is: each file can go, or be sent as it is. */
export function Tray({ conversationId, files }: { conversationId: number; files: readonly TrayFile[] }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t('composer.files')}>
      {files.map((file) => (
        <Waiting key={file.key} conversationId={conversationId} file={file} />
      ))}
    </ul>
  );
}

function Waiting({ conversationId, file }: { conversationId: number; file: TrayFile }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useErrorWords();
  const { key, fileName, size, attachment, error, asDocument } = file;
  const kind = attachment?.kind;
  const canShow = kind === 'image' || kind === 'video';
  return (
    <li className={styles.file} data-bad={error !== undefined || undefined}>
      <Face file={file} />
      <div className={styles.words}>
        <FileName name={fileName} />
        {error ? (
          <span className={styles.error} role="alert">
            {words(error)}
          </span>
        ) : (
          <span className={styles.about}>
            {fileSize(size, language)}
            {attachment === undefined && (
              <>
                {' · '}
                <Spinner size={10} /> {t('composer.preparing')}
              </>
            )}
            {asDocument && ` · ${t('composer.asDocument')}`}
          </span>
        )}
      </div>
      {error && (
        <IconButton
          icon={RotateCcw}
          label={t('common.tryAgain')}
          side="top"
          onClick={() => bringAgain(key)}
        />
      )}
      {canShow && (
        <IconButton
          icon={asDocument ? Image : FileText}
          label={
            asDocument
              ? t(kind === 'image' ? 'composer.asPicture' : 'composer.asVideo')
              : t('composer.sendAsDocument')
          }
          side="top"
          aria-pressed={asDocument}
          onClick={() => sendAsDocument(key, !asDocument)}
        />
      )}
      <IconButton
        icon={X}
        label={t('composer.removeFile', { name: fileName })}
        side="top"
        onClick={() => removeFile(conversationId, key)}
      />
    </li>
  );
}

function Face({ file: { localAddress, attachment, fileName, asDocument } }: { file: TrayFile }) {
  const isPicture = attachment === undefined || attachment.kind === 'image';
  const address =
    isPicture && localAddress !== undefined
      ? localAddress
      : attachment?.preview === true
        ? stagedPreviewAddress(attachment.attachmentId)
        : undefined;
  if (address === undefined || asDocument) return <SortIcon fileName={fileName} />;
  return <img className={styles.face} src={address} alt="" />;
}
