import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../preload/entities.ts';
import { useChannel } from '../../state/channels.ts';
import { closePairing, openPairing, startPairing, usePairing } from '../../state/pairing.ts';
import { loadPhone, usePhone } from '../../state/phone.ts';
import { showPairing } from '../../state/ui.ts';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { needsLinking } from '../channels/channel-state.ts';
import { BeforeLink } from './before-link.tsx';
import { CodeTab } from './code-tab.tsx';
import { Enlarged } from './enlarged.tsx';
import { Foot } from './foot.tsx';
import { LinkedAlready } from './linked-already.tsx';
import { OtherDevice, OtherDeviceStrip } from './other-device.tsx';
import styles from './pairing.module.css';
import { PasskeyGate } from './passkey-gate.tsx';
import { QrTab } from './qr-tab.tsx';
import { CodeSteps, QrSteps } from './steps.tsx';
import { Success } from './success.tsx';

export default function PairingDialog({ channelId }: { channelId: number }) {
  const channel = useChannel(channelId);
  return channel ? <Pairing key={channelId} channel={channel} /> : null;
}

const CLOSES_AFTER = 4000;

function Pairing({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const { id } = channel;
  const pairing = usePairing((state) => state.pairing);
  const [enlarged, setEnlarged] = useState(false);
  const [elsewhere, setElsewhere] = useState(false);
  const linked = pairing.phase === 'linked';
  const passkey = pairing.phase === 'failed' && pairing.error === 'passkey';
  const offersCodes = needsLinking(channel) || pairing.phase !== 'idle';

  useEffect(() => {
    void loadPhone(id);
    void openPairing(id, needsLinking(channel));
    return () => void closePairing();
    // Once for this dialogue: the channel's state changes while it links.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id]);

  useEffect(() => {
    if (!linked) return undefined;
    const timer = setTimeout(() => showPairing(undefined), CLOSES_AFTER);
    return () => clearTimeout(timer);
  }, [linked]);

  return (
    <Dialog
      open
      size="large"
      onClose={() => showPairing(undefined)}
      title={t('pairing.title', { channel: channel.name })}
      closeLabel={t('common.close')}
      returnFocus={(openerIsGone) => (openerIsGone ? document.getElementById(`channel-${id}`) : null)}
    >
      <DialogContent>
        <div className={styles.body}>
          {linked ? (
            // A private account's name comes a moment later than its number.
            <Success number={pairing.number} profileName={pairing.profileName ?? channel.profileName} />
          ) : passkey ? (
            <PasskeyGate />
          ) : offersCodes ? (
            <div className={styles.ways}>
              <OtherDeviceStrip channel={channel} onSee={() => setElsewhere(true)} />
              <Methods channel={channel} onEnlarge={() => setEnlarged(true)} />
            </div>
          ) : (
            <LinkedAlready channel={channel} />
          )}
        </div>
      </DialogContent>
      {!linked && <Foot channel={channel} offersCodes={!passkey} onOtherDevice={() => setElsewhere(true)} />}
      {!linked && elsewhere && <OtherDevice channel={channel} onClose={() => setElsewhere(false)} />}
      {enlarged && pairing.phase === 'qr' && (
        <Enlarged pairing={pairing} name={channel.name} onClose={() => setEnlarged(false)} />
      )}
    </Dialog>
  );
}

function Methods({ channel, onEnlarge }: { channel: Channel; onEnlarge: () => void }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<'qr' | 'code'>('qr');
  const [checked, setChecked] = useState(false);
  const live = usePairing((state) => state.pairing.phase);
  const { guide } = usePhone(channel.id);
  const choose = (next: 'qr' | 'code') => {
    setTab(next);
    // A code on the phone's screen and a QR on ours would undo one another.
    if (next === 'qr' && usePairing.getState().method.kind === 'code') void startPairing({ kind: 'qr' });
  };
  const checks = guide?.beforeFirstLink && !checked && (
    <BeforeLink channelId={channel.id} guide={guide} onGo={() => setChecked(true)} />
  );
  return (
    <Tabs
      label={t('pairing.methods')}
      // The page on another device may have asked for a code.
      value={live === 'code' ? 'code' : tab}
      onValue={choose}
      tabs={[
        {
          value: 'qr',
          label: t('pairing.tabs.qr'),
          content: <QrTab onEnlarge={onEnlarge} beside={checks || <QrSteps />} />,
        },
        {
          value: 'code',
          label: t('pairing.tabs.code'),
          content: <CodeTab known={channel.number} beside={checks || <CodeSteps />} />,
        },
      ]}
    />
  );
}
