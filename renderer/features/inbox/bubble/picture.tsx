import { ImageOff, Play } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Media, Message } from '../../../../preload/entities.ts';
import { mediaAddress } from '../../../state/uploads.ts';
import { showViewer } from '../../../state/viewer.ts';
import { cx } from '../../../ui/cx.ts';
import { duration } from './file-name.ts';
import { MediaTrouble } from './media-trouble.tsx';
import styles from './media.module.css';

const WIDEST = 20;
const HIGHEST = 22;
const NARROWEST = 9;

/** The room that a picture takes, in rem, known before it is there. */
export function roomFor({ width, height }: { width?: number | undefined; height?: number | undefined }) {
  const ratio = width !== undefined && height !== undefined ? width / height : 4 / 3;
  const wide = Math.min(WIDEST, HIGHEST * ratio);
  return { wide: Math.max(NARROWEST, wide), ratio: Math.min(Math.max(ratio, 0.45), 4) };
}

/** A picture or a film in a bubble: its small blurred self first, so that nothing jumps. A press shows it large. */
export function Picture({ message, media }: { message: Message; media: Media }) {
  const { t } = useTranslation();
  const { wide, ratio } = roomFor(media);
  const isFilm = message.kind === 'video';
  const ready = media.state === 'ready';
  const room: CSSProperties = { width: `${wide}rem`, aspectRatio: ratio };
  const label = isFilm
    ? t('media.openVideo', { length: duration(media.seconds ?? 0) })
    : t('media.openPicture');
  return (
    <div className={styles.framed}>
      {ready && media.tooManyPixels !== true ? (
        <button
          type="button"
          className={styles.picture}
          style={room}
          aria-label={label}
          onClick={() => showViewer(message.id)}
        >
          <Layers message={message} media={media} />
          {isFilm && (
            <span className={styles.play} aria-hidden="true">
              <Play size={22} fill="currentcolor" />
            </span>
          )}
          {isFilm && media.seconds !== undefined && (
            <span className={styles.length} aria-hidden="true">
              {duration(media.seconds)}
            </span>
          )}
        </button>
      ) : (
        <div className={styles.picture} style={room}>
          <Layers message={message} media={media} />
        </div>
      )}
      {media.tooManyPixels === true && ready && (
        <p className={styles.trouble} data-bad>
          <ImageOff size={16} aria-hidden="true" /> {t('media.tooManyPixels')}
          <a className={styles.save} href={mediaAddress(message.id, 'download')} download>
            {t('common.save')}
          </a>
        </p>
      )}
      <MediaTrouble message={message} media={media} />
    </div>
  );
}

function Layers({ message, media }: { message: Message; media: Media }) {
  const [shown, setShown] = useState(false);
  const [broken, setBroken] = useState(false);
  const moves = message.kind === 'image' && media.mime === 'image/gif' && media.tooManyPixels !== true;
  const source =
    media.state === 'ready' && media.preview
      ? mediaAddress(message.id, 'preview')
      : media.state === 'ready' && message.kind === 'image' && media.tooManyPixels !== true
        ? mediaAddress(message.id)
        : undefined;
  return (
    <>
      {media.thumbnail !== undefined && (
        <img className={styles.thumbnail} src={media.thumbnail} alt="" draggable={false} />
      )}
      {source !== undefined && !broken && (
        <img
          className={cx(styles.sharp, shown && styles.shown)}
          src={moves ? mediaAddress(message.id) : source}
          alt=""
          decoding="async"
          draggable={false}
          onLoad={() => setShown(true)}
          onError={() => setBroken(true)}
        />
      )}
    </>
  );
}

export function Sticker({ message, media }: { message: Message; media: Media }) {
  const { t } = useTranslation();
  if (media.state !== 'ready') {
    return (
      <div className={styles.framed}>
        <MediaTrouble message={message} media={media} />
      </div>
    );
  }
  return (
    <img
      className={styles.sticker}
      src={mediaAddress(message.id)}
      alt={t('message.kinds.sticker')}
      decoding="async"
      draggable={false}
    />
  );
}
