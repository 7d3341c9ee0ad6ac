import {
  BadgeCheck,
  Clock,
  ListChecks,
  MessageSquareText,
  QrCode,
  SlidersHorizontal,
  Smartphone,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Channel } from '../../../preload/entities.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { goTo, showPairing } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Card } from '../../ui/card.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { DeclareSeen } from '../phone/declare-seen.tsx';
import { Check, Checked, Connect, Remove, Rename } from './channel-actions.tsx';
import styles from './channel-card.module.css';
import { PhoneLine, StateLine } from './channel-facts.tsx';
import { channelTone, needsLinking } from './channel-state.ts';
import { useStateWords } from './use-state-words.ts';

const PAGES = [
  { tab: 'messages', icon: MessageSquareText },
  { tab: 'hours', icon: Clock },
  { tab: 'preferences', icon: SlidersHorizontal },
] as const;
const METHOD_ICONS = { 'linked-device': Smartphone, 'cloud-api': BadgeCheck };

export function ChannelCard({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const { id, name, slug, phone } = channel;
  const { state: phaseWords } = useStateWords()(channel);
  const MethodIcon = METHOD_ICONS[channel.method];
  return (
    <Card id={`channel-${id}`} className={styles.card} tabIndex={-1} aria-label={name}>
      <header className={styles.header}>
        <span className={styles.icon} title={t(`channels.method.${channel.method}.label`)}>
          <MethodIcon size={22} aria-hidden="true" />
        </span>
        <div className={styles.names}>
          <h2 dir="auto">
            <button
              type="button"
              className={styles.open}
              onClick={() => goTo({ at: 'channel', channelId: id, tab: 'connection' })}
            >
              {name}
            </button>
          </h2>
          <p className={styles.slug}>{slug}</p>
        </div>
        <StatePill tone={channelTone(channel)} words={phaseWords} />
      </header>

      <div className={styles.body}>
        <Linked channel={channel} />
        <StateLine channel={channel} />
        {phone && <PhoneLine phone={phone} />}
        {phone?.reminder && <DeclareSeen channel={channel} />}
        {channel.phoneChecksOpen > 0 && (
          <button
            type="button"
            className={styles.checks}
            onClick={() => goTo({ at: 'channel', channelId: id, tab: 'phone' })}
          >
            <ListChecks size={14} aria-hidden="true" />
            {t('channels.checksOpen', { count: channel.phoneChecksOpen })}
          </button>
        )}
        <div className={styles.pages}>
          {PAGES.map(({ tab, icon: Icon }) => (
            <button key={tab} type="button" onClick={() => goTo({ at: 'channel', channelId: id, tab })}>
              <Icon size={14} aria-hidden="true" />
              {t(`channel.tabs.${tab}`)}
            </button>
          ))}
        </div>
        <p className={styles.badges}>
          {channel.unread > 0 && (
            <Badge tone="brand">{t('channels.unread', { count: channel.unread })}</Badge>
          )}
          {channel.queued > 0 && <Badge tone="warn">{t('channels.queued', { count: channel.queued })}</Badge>}
        </p>
      </div>

      {needsLinking(channel) && (
        <button type="button" className={styles.scan} data-next-step onClick={() => showPairing(id)}>
          <QrCode size={20} aria-hidden="true" />
          {t('channels.scan')}
        </button>
      )}
      <Actions channel={channel} />
    </Card>
  );
}

function Linked({ channel: { number, profileName } }: { channel: Channel }) {
  const { t } = useTranslation();
  if (number === undefined) return <p className={styles.noNumber}>{t('channels.noNumber')}</p>;
  return (
    <p className={styles.number}>
      {formatPhone(number)}
      {profileName !== undefined && <bdi className={styles.profile}>{profileName}</bdi>}
    </p>
  );
}

function Actions({ channel }: { channel: Channel }) {
  const words = useErrorWords();
  const [error, setError] = useState<CallError>();
  return (
    <footer className={styles.footer}>
      {error && (
        <Banner tone="bad" live>
          {words(error)}
        </Banner>
      )}
      <div className={styles.actions}>
        <Connect channel={channel} onRefused={setError} />
        <Check channel={channel} />
        <Rename channel={channel} />
        <Remove channel={channel} />
      </div>
      <Checked channel={channel} />
    </footer>
  );
}
