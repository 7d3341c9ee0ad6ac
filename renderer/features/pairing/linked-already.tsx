import { Plug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Channel } from '../../../preload/entities.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { connectChannel } from '../../state/channels.ts';
import { useIsManager } from '../../state/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { channelTone } from '../channels/channel-state.ts';
import { useStateWords } from '../channels/use-state-words.ts';
import styles from './pairing.module.css';

/** A phone is linked: which one, how it is, and that another takes a reset first. */
export function LinkedAlready({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const isManager = useIsManager();
  const { state, reason } = useStateWords()(channel);
  return (
    <div className={styles.message}>
      <StatePill tone={channelTone(channel)} words={state} />
      {channel.number !== undefined && <p className={styles.strong}>{formatPhone(channel.number)}</p>}
      {channel.profileName !== undefined && <bdi>{channel.profileName}</bdi>}
      {reason !== undefined && <p>{reason}</p>}
      {channel.state.phase !== 'connected' && <Reconnect channelId={channel.id} />}
      <p>{isManager ? t('pairing.linkedAlready') : t('pairing.askManager')}</p>
    </div>
  );
}

function Reconnect({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CallError>();
  const connect = async () => {
    setAsking(true);
    setError(await connectChannel(channelId));
    setAsking(false);
  };
  return (
    <>
      <Button look="primary" icon={Plug} busy={asking} onClick={() => void connect()}>
        {t('channels.connect')}
      </Button>
      {error && (
        <Banner tone="bad" live>
          {words(error)}
        </Banner>
      )}
    </>
  );
}
