import { EyeOff, MessageSquareDashed } from 'lucide-react';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../preload/entities.ts';
import { mediaAddress } from '../../../state/uploads.ts';
import styles from '../bubble.module.css';
import { ContactCards } from './contact-cards.tsx';
import { DocumentCard } from './document-card.tsx';
import { LocationCard } from './location-card.tsx';
import { MediaTrouble } from './media-trouble.tsx';
import { MessageText } from './message-text.tsx';
import { Picture, Sticker } from './picture.tsx';
import { SoundPlayer } from './sound-player.tsx';

/** What a message holds, by its kind; `end` stands at the end of its last line. */
export function Content({ message, end }: { message: Message; end: ReactNode }) {
  const { t } = useTranslation();
  const { kind, media, location, cards } = message;
  switch (kind) {
    case 'text':
      return <MessageText message={message} end={end} />;
    case 'image':
    case 'video':
      return (
        media && (
          <Captioned message={message} end={end}>
            <Picture message={message} media={media} />
          </Captioned>
        )
      );
    case 'sticker':
      return (
        media && (
          <>
            <Sticker message={message} media={media} />
            <div className={styles.foot}>{end}</div>
          </>
        )
      );
    case 'voice':
    case 'audio':
      return (
        media && (
          <Captioned message={message} end={end}>
            {media.state === 'ready' ? (
              <SoundPlayer
                source={mediaAddress(message.id)}
                seconds={media.seconds}
                waveform={media.waveform}
                voice={kind === 'voice'}
                label={t(`message.kinds.${kind}`)}
              />
            ) : (
              <span className={styles.notText}>{t(`message.kinds.${kind}`)}</span>
            )}
            <MediaTrouble message={message} media={media} />
          </Captioned>
        )
      );
    case 'document':
      return (
        media && (
          <Captioned message={message} end={end}>
            <DocumentCard message={message} media={media} />
          </Captioned>
        )
      );
    case 'location':
      return (
        location && (
          <Captioned message={message} end={end}>
            <LocationCard location={location} />
          </Captioned>
        )
      );
    case 'contacts':
      return (
        cards && (
          <Captioned message={message} end={end}>
            <ContactCards cards={cards} total={message.cardsTotal ?? cards.length} />
          </Captioned>
        )
      );
    case 'unreadable':
    case 'other':
      return <NotShown message={message} end={end} />;
  }
}

function Captioned({ message, end, children }: { message: Message; end: ReactNode; children: ReactNode }) {
  return (
    <>
      {children}
      {message.text === '' ? (
        <div className={styles.foot}>{end}</div>
      ) : (
        <MessageText message={message} end={end} />
      )}
    </>
  );
}

const OTHERS = ['poll', 'call', 'event', 'reaction'] as const;

function NotShown({ message: { kind, otherKind, text }, end }: { message: Message; end: ReactNode }) {
  const { t } = useTranslation();
  const Icon = kind === 'unreadable' ? EyeOff : MessageSquareDashed;
  const known = OTHERS.find((each) => each === otherKind);
  return (
    <div className={styles.notText}>
      <Icon size={16} aria-hidden="true" />
      <span>
        {kind === 'unreadable' ? t('message.unreadable') : t(`message.other.${known ?? 'unknown'}`)}
        {text !== '' && <bdi className={styles.caption}>{text}</bdi>}
      </span>
      {end}
    </div>
  );
}
