import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact, Conversation, InboxRow } from '../../../preload/entities.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { ago, fullTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { useQueue } from '../../state/attendance.ts';
import { useChannel } from '../../state/channels.ts';
import { copy } from '../../state/copy.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StatusDot } from '../../ui/state-pill.tsx';
import { useNow } from '../../ui/use-now.ts';
import { channelTone } from '../channels/channel-state.ts';
import { HueDot } from '../tickets/hue-dot.tsx';
import styles from './contact-panel.module.css';

interface ContactFactsProps {
  contact: Contact;
  conversation: Conversation | undefined;
  row: InboxRow | undefined;
}

export function ContactFacts({ contact, conversation, row }: ContactFactsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const channel = useChannel(conversation?.channelId ?? row?.channelId);
  const ticket = conversation ? conversation.ticket : row?.ticket;
  const queue = useQueue(ticket?.queueId);
  return (
    <dl className={styles.facts}>
      {contact.kind === 'person' && (
        <Fact name={t('contact.number')}>
          {contact.number === undefined ? (
            <HiddenNumber />
          ) : (
            <Copied text={formatPhone(contact.number)} label={t('contact.copy')} done={t('contact.copied')} />
          )}
        </Fact>
      )}
      {ticket && (
        <Fact name={t('tickets.protocolLabel')}>
          <Copied
            text={ticket.protocol}
            label={t('tickets.copyProtocol')}
            done={t('tickets.protocolCopied')}
          />
        </Fact>
      )}
      {queue && (
        <Fact name={t('inbox.filter.queue')}>
          <span className={styles.channel}>
            <HueDot hue={queue.hue} />
            <bdi>{queue.name}</bdi>
          </span>
        </Fact>
      )}
      <Fact name={t('contact.channel')}>
        <span className={styles.channel}>
          {channel && <StatusDot tone={channelTone(channel)} />}
          <bdi>{channel?.name ?? t('inbox.channelRemoved')}</bdi>
        </span>
      </Fact>
      {row && (
        <Fact name={t('contact.lastMessage')}>
          <time title={fullTime(row.lastAt, { language })}>{ago(row.lastAt, now, language)}</time>
        </Fact>
      )}
      {row?.waitingSince !== undefined && (
        <Fact name={t('contact.waiting')}>
          <time title={fullTime(row.waitingSince, { language })}>{ago(row.waitingSince, now, language)}</time>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Copied({ text, label, done }: { text: string; label: string; done: string }) {
  const { t } = useTranslation();
  return (
    <span className={styles.phone}>
      {text}
      <IconButton
        icon={Copy}
        label={label}
        onClick={() => copy(text, { done, failed: t('common.copyFailed') })}
      />
    </span>
  );
}

function HiddenNumber() {
  const { t } = useTranslation();
  return (
    <>
      {t('contact.hidden')}
      <span className={styles.faint}>{t('contact.hiddenWhy')}</span>
    </>
  );
}
