import {
  Download,
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  FileWarning,
  type LucideIcon,
  Presentation,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Media, Message } from '../../../../preload/entities.ts';
import { useLanguage } from '../../../i18n/words.ts';
import { mediaAddress } from '../../../state/uploads.ts';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { fileSize, type FileSort, partsOf, sortOf } from './file-name.ts';
import { MediaTrouble } from './media-trouble.tsx';
import styles from './media.module.css';

const ICONS: Readonly<Record<FileSort, LucideIcon>> = {
  text: FileText,
  sheet: FileSpreadsheet,
  slides: Presentation,
  pdf: FileText,
  picture: FileImage,
  sound: FileAudio,
  film: FileVideo,
  archive: FileArchive,
  program: FileWarning,
  other: File,
};

export function SortIcon({ fileName, size = 20 }: { fileName: string; size?: number }) {
  const sort = sortOf(fileName);
  const Icon = ICONS[sort];
  return (
    <span className={styles.sort} data-sort={sort} aria-hidden="true">
      <Icon size={size} />
    </span>
  );
}

/** A name that may be shortened, but never in the part that says what it is. */
export function FileName({ name }: { name: string }) {
  const { base, suffix } = partsOf(name);
  return (
    <span className={styles.fileName} title={name} dir="ltr">
      <bdi className={styles.base}>{base}</bdi>
      <bdi className={styles.suffix}>{suffix}</bdi>
    </span>
  );
}

/** A file that is only saved, never opened by itself. */
export function DocumentCard({ message, media }: { message: Message; media: Media }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = media.fileName ?? t('message.kinds.document');
  const suffix = partsOf(name).suffix.slice(1).toUpperCase();
  return (
    <>
      <div className={styles.document}>
        <SortIcon fileName={name} />
        <div>
          <FileName name={name} />
          <span className={styles.about}>
            {suffix !== '' && (
              <>
                <bdi>{suffix}</bdi> ·{' '}
              </>
            )}
            {fileSize(media.size, language)}
          </span>
        </div>
        {media.state === 'ready' && (
          <Tooltip words={t('common.save')}>
            <a
              className={styles.iconLink}
              href={mediaAddress(message.id, 'download')}
              download={name}
              aria-label={t('media.saveFile', { name })}
            >
              <Download size={18} aria-hidden="true" />
            </a>
          </Tooltip>
        )}
        {sortOf(name) === 'program' && <p className={styles.caution}>{t('media.program')}</p>}
      </div>
      <MediaTrouble message={message} media={media} />
    </>
  );
}
