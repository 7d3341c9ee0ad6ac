import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../preload/entities.ts';
import { numberFormat } from '../../../i18n/formats.ts';
import { fullTime } from '../../../i18n/time.ts';
import { useLanguage } from '../../../i18n/words.ts';
import { useConversation } from '../../../state/conversation.ts';
import { mediaAddress } from '../../../state/uploads.ts';
import { closeViewer, showViewer, useViewer } from '../../../state/viewer.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { Canvas } from './canvas.tsx';
import styles from './viewer.module.css';
import { FITS, STEP, zoomed } from './zoom.ts';

function canBeViewed({ kind, media, deletedAt }: Message): boolean {
  return (
    (kind === 'image' || kind === 'video') &&
    media?.state === 'ready' &&
    media.tooManyPixels !== true &&
    deletedAt === undefined
  );
}

/** Pictures and films of the open conversation, one after the other, as large as the window. */
export default function Viewer({ contactName }: { contactName: string }) {
  const messageId = useViewer((state) => state.messageId);
  const messages = useConversation((state) => state.messages);
  const all = messages.filter((each) => canBeViewed(each) || each.id === messageId);
  const at = all.findIndex(({ id }) => id === messageId);
  const message = all[at];
  if (!message) return null;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeViewer()}>
      <Dialog.Portal>
        <Shown
          key={message.id}
          message={message}
          contactName={contactName}
          previous={all[at - 1]?.id}
          next={all[at + 1]?.id}
          place={{ at: at + 1, of: all.length }}
        />
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ShownProps {
  message: Message;
  contactName: string;
  previous: number | undefined;
  next: number | undefined;
  place: { at: number; of: number };
}

function Shown({ message, contactName, previous, next, place }: ShownProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [view, setView] = useState(FITS);
  const isFilm = message.kind === 'video';
  const who = message.fromMe ? t('message.quoteOurs') : (message.authorName ?? contactName);
  const go = (id: number | undefined) => id !== undefined && showViewer(id);
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLVideoElement) return;
    if (event.key === 'ArrowLeft') go(previous);
    else if (event.key === 'ArrowRight') go(next);
    else if (isFilm) return;
    else if (event.key === '+' || event.key === '=') setView(zoomed(view, STEP));
    else if (event.key === '-') setView(zoomed(view, 1 / STEP));
    else if (event.key === '0') setView(FITS);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog.Content
      className={styles.viewer}
      aria-describedby={undefined}
      onKeyDown={press}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>(`[data-message="${message.id}"] button`)?.focus();
      }}
    >
      <header className={styles.header}>
        <div className={styles.about}>
          <Dialog.Title className={styles.who} dir="auto">
            {who}
          </Dialog.Title>
          <span>
            {fullTime(message.at, { language })}
            {place.of > 1 && ` · ${t('media.place', place)}`}
          </span>
        </div>
        {!isFilm && (
          <>
            <IconButton
              icon={ZoomOut}
              label={t('media.zoomOut')}
              keys="-"
              aria-disabled={view.zoom === 1}
              className={styles.tool}
              onClick={() => setView(zoomed(view, 1 / STEP))}
            />
            <output className={styles.zoom}>
              {numberFormat(language, { style: 'percent' }).format(view.zoom)}
            </output>
            <IconButton
              icon={ZoomIn}
              label={t('media.zoomIn')}
              keys="+"
              className={styles.tool}
              onClick={() => setView(zoomed(view, STEP))}
            />
          </>
        )}
        <Tooltip words={t('common.save')}>
          <a
            className={styles.tool}
            href={mediaAddress(message.id, 'download')}
            download
            aria-label={t('common.save')}
          >
            <Download size={18} aria-hidden="true" />
          </a>
        </Tooltip>
        <Dialog.Close asChild>
          <IconButton icon={X} label={t('common.close')} keys="Esc" className={styles.tool} />
        </Dialog.Close>
      </header>
      <div className={styles.stage}>
        {isFilm ? (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what a customer filmed
          <video className={styles.film} src={mediaAddress(message.id)} controls autoPlay playsInline />
        ) : (
          <Canvas message={message} view={view} onView={setView} />
        )}
        {previous !== undefined && (
          <IconButton
            icon={ChevronLeft}
            label={t('media.previous')}
            keys="←"
            className={styles.previous}
            onClick={() => go(previous)}
          />
        )}
        {next !== undefined && (
          <IconButton
            icon={ChevronRight}
            label={t('media.next')}
            keys="→"
            className={styles.next}
            onClick={() => go(next)}
          />
        )}
      </div>
      {message.text !== '' && (
        <p className={styles.caption} dir="auto">
          {message.text}
        </p>
      )}
    </Dialog.Content>
  );
}
