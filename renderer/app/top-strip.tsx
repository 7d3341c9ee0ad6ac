import { useTranslation } from 'react-i18next';
import type { Channel } from '../../preload/entities.ts';
import { channelTone, isInUse, needsLinking } from '../features/channels/channel-state.ts';
import { useStateWords } from '../features/channels/use-state-words.ts';
import { useChannels } from '../state/channels.ts';
import { useIsManager, useSession } from '../state/session.ts';
import { goTo, showPairing } from '../state/ui.ts';
import { Badge } from '../ui/badge.tsx';
import { StatusDot } from '../ui/state-pill.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { QuietSign } from './quiet-sign.tsx';
import styles from './top-strip.module.css';

export function TopStrip({ shopName }: { shopName: string }) {
  const { t } = useTranslation();
  const channels = useChannels((state) => state.channels)?.filter(isInUse) ?? [];
  const demo = useSession((state) => state.station?.demo === true);
  return (
    <header className={styles.strip}>
      <p className={styles.shop} dir="auto">
        {shopName}
      </p>
      <ul className={styles.channels} aria-label={t('frame.channels')}>
        {channels.map((channel) => (
          <li key={channel.id}>
            <ChannelChip channel={channel} />
          </li>
        ))}
      </ul>
      <QuietSign />
      {demo && <Badge tone="honey">{t('frame.demo')}</Badge>}
    </header>
  );
}

function ChannelChip({ channel }: { channel: Channel }) {
  const isManager = useIsManager();
  const { state, reason } = useStateWords()(channel);
  const well = channel.state.phase === 'connected';
  const go = () => {
    if (isManager && !needsLinking(channel)) goTo({ at: 'settings', page: 'channels' });
    else showPairing(channel.id);
  };
  return (
    <Tooltip words={reason ?? state}>
      <button
        type="button"
        className={styles.chip}
        data-phase={channel.state.phase}
        aria-label={`${channel.name}: ${state}`}
        onClick={go}
      >
        <StatusDot tone={channelTone(channel)} />
        <bdi className={styles.name}>{channel.name}</bdi>
        {!well && <span className={styles.state}>: {state}</span>}
      </button>
    </Tooltip>
  );
}
