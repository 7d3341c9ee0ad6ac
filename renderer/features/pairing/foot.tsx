import { CircleHelp, LifeBuoy, MonitorSmartphone, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { resetPairing } from '../../state/pairing.ts';
import { useIsManager } from '../../state/session.ts';
import { notify, showPairing } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { DialogActions } from '../../ui/dialog.tsx';
import { needsLinking } from '../channels/channel-state.ts';
import { HowToScan } from './how-to-scan.tsx';
import styles from './pairing.module.css';
import { Support } from './support.tsx';

interface FootProps {
  channel: Channel;
  /** Not where no code can work. */
  offersCodes: boolean;
  onOtherDevice: () => void;
}

export function Foot({ channel, offersCodes, onOtherDevice }: FootProps) {
  const { t } = useTranslation();
  const isManager = useIsManager();
  const [open, setOpen] = useState<'how' | 'support'>();
  const linked = !needsLinking(channel);
  const close = () => setOpen(undefined);
  return (
    <DialogActions>
      <div className={styles.help}>
        {offersCodes && (isManager || !linked) && <Reset channel={channel} linked={linked} />}
        {offersCodes && !linked && (
          <Button look="quiet" size="small" icon={MonitorSmartphone} onClick={onOtherDevice}>
            {t('pairing.page.action')}
          </Button>
        )}
        <Button look="quiet" size="small" icon={CircleHelp} onClick={() => setOpen('how')}>
          {t('pairing.how.action')}
        </Button>
        <Button look="quiet" size="small" icon={LifeBuoy} onClick={() => setOpen('support')}>
          {t('pairing.support.action')}
        </Button>
      </div>
      <Button onClick={() => showPairing(undefined)}>{t('common.close')}</Button>
      {open === 'how' && <HowToScan onClose={close} />}
      {open === 'support' && <Support onClose={close} />}
    </DialogActions>
  );
}

function Reset({ channel, linked }: { channel: Channel; linked: boolean }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const reset = async () => {
    setBusy(true);
    const { error, deviceLeft } = await resetPairing(linked);
    setBusy(false);
    setAsking(false);
    if (deviceLeft) notify('bad', t('pairing.deviceLeft'));
    if (error) notify('bad', words(error));
  };
  return (
    <>
      <Button
        look="quiet"
        size="small"
        icon={RotateCcw}
        busy={busy}
        onClick={() => (linked ? setAsking(true) : void reset())}
      >
        {t('pairing.reset')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('pairing.resetTitle')}
        about={t('pairing.resetAbout', { channel: channel.name })}
        cancel={t('common.cancel')}
        confirm={t('pairing.resetConfirm')}
        busy={busy}
        onConfirm={() => void reset()}
      />
    </>
  );
}
