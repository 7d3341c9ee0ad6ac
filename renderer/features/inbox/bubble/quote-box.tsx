import { Camera, FileText, MapPin, Mic, Music, Sticker, UserRound, Video } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageKind, Quote } from '../../../../preload/entities.ts';
import { goToMessage } from '../../../state/conversation.ts';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import styles from './quote.module.css';

const ICONS = {
  image: Camera,
  video: Video,
  audio: Music,
  voice: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: UserRound,
} as const;

/** What a message was, in one line: its text, or the name of its kind. */
export function Summary({ kind, text }: { kind: MessageKind; text: string }) {
  const { t } = useTranslation();
  const Icon = kind in ICONS ? ICONS[kind as keyof typeof ICONS] : undefined;
  const words =
    text !== ''
      ? text
      : kind === 'text' || kind === 'other' || kind === 'unreadable'
        ? t('message.kinds.other')
        : t(`message.kinds.${kind}`);
  return (
    <span className={styles.summary}>
      {Icon && <Icon size={14} aria-hidden="true" />}
      <span className={styles.line} dir="auto">
        {words}
      </span>
    </span>
  );
}

/** What a message answers. A press goes there, when this station has it. */
export function QuoteBox({ quote, contactName }: { quote: Quote; contactName: string }) {
  const { t } = useTranslation();
  const { messageId, fromMe, authorName, kind, text, deleted } = quote;
  const inside = (
    <>
      <span className={styles.who} dir="auto">
        {fromMe ? t('message.quoteOurs') : (authorName ?? contactName)}
      </span>
      {deleted === true ? (
        <span className={styles.gone}>{t('message.deletedShort')}</span>
      ) : (
        <Summary kind={kind} text={text} />
      )}
    </>
  );
  if (messageId === undefined) return <div className={styles.quote}>{inside}</div>;
  return (
    <button type="button" className={styles.quote} onClick={() => void goToMessage(messageId)}>
      <VisuallyHidden>{t('message.goToQuoted')}</VisuallyHidden>
      {inside}
    </button>
  );
}
