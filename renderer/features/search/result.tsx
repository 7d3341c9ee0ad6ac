import {
  FileText,
  Image,
  type LucideIcon,
  MapPin,
  MessageSquareDashed,
  Mic,
  Sticker,
  UserRound,
  Video,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ContactHit, MessageHit, MessageKind } from '../../../preload/entities.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { fullTime, listTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { useChannel, useChannels } from '../../state/channels.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { hueOf } from '../../ui/hue.ts';
import { Marked } from '../../ui/marked.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './result.module.css';

export function ContactResult({ hit: { contact, marks, conversations } }: { hit: ContactHit }) {
  const phone = contact.number === undefined ? undefined : formatPhone(contact.number);
  const [newest] = conversations;
  return (
    <span className={styles.result}>
      <Avatar id={contact.id} name={contact.displayName} group={contact.kind === 'group'} size="small" />
      <span className={styles.words}>
        <span className={styles.line}>
          <span className={styles.name}>
            <Marked text={contact.displayName} marks={marks} />
          </span>
          {newest && <Time at={newest.lastAt} />}
        </span>
        <span className={styles.line}>
          {phone !== undefined && phone !== contact.displayName && (
            <span className={styles.about}>{phone}</span>
          )}
          {conversations.map(({ conversationId, channelId }) => (
            <ChannelName key={conversationId} id={channelId} />
          ))}
        </span>
      </span>
    </span>
  );
}

export function MessageResult({ hit }: { hit: MessageHit }) {
  const { t } = useTranslation();
  const { contact, snippet, kind, fromMe, authorName } = hit;
  const Icon = ICONS[kind];
  return (
    <span className={styles.result}>
      <Avatar id={contact.id} name={contact.displayName} group={contact.kind === 'group'} size="small" />
      <span className={styles.words}>
        <span className={styles.line}>
          <bdi className={styles.name}>{contact.displayName}</bdi>
          <ChannelName id={hit.channelId} />
          <Time at={hit.at} />
        </span>
        <span className={styles.snippet}>
          {Icon && <Icon size={14} aria-hidden="true" className={styles.icon} />}
          {fromMe ? <b>{t('inbox.you')} </b> : authorName !== undefined && <b>{authorName}: </b>}
          {snippet.text === '' ? (
            (hit.fileName ?? t(`search.one.${kind}`))
          ) : (
            <Marked text={snippet.text} marks={snippet.marks} />
          )}
        </span>
      </span>
    </span>
  );
}

const ICONS: Readonly<Record<MessageKind, LucideIcon | undefined>> = {
  text: undefined,
  image: Image,
  video: Video,
  audio: Mic,
  voice: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: UserRound,
  unreadable: MessageSquareDashed,
  other: MessageSquareDashed,
};

function Time({ at }: { at: number }) {
  const language = useLanguage();
  const now = useNow('half-minute');
  return (
    <time className={styles.time} title={fullTime(at, { language })}>
      {listTime(at, now, { language })}
    </time>
  );
}

function ChannelName({ id }: { id: number }) {
  const { t } = useTranslation();
  const several = useChannels((state) => (state.channels?.length ?? 0) > 1);
  const channel = useChannel(id);
  if (!several) return null;
  return <bdi className={cx(styles.channel, hueOf(id))}>{channel?.name ?? t('inbox.channelRemoved')}</bdi>;
}
