import { Maximize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shareLeft } from '../../i18n/time.ts';
import { startPairing, usePairing } from '../../state/pairing.ts';
import { Button } from '../../ui/button.tsx';
import { CountdownFrame } from '../../ui/countdown-frame.tsx';
import { Qr } from '../../ui/qr.tsx';
import { useNow, useSecondsLeft } from '../../ui/use-now.ts';
import styles from './pairing.module.css';
import { Expired, Failed, Refused, Resting, Waiting } from './stage.tsx';

interface StageProps {
  onEnlarge: () => void;
}

export function QrTab({ onEnlarge, beside }: StageProps & { beside: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.stage}>
        <Stage onEnlarge={onEnlarge} />
      </div>
      {beside}
    </div>
  );
}

function Stage({ onEnlarge }: StageProps) {
  const { t } = useTranslation();
  const { pairing, error, restUntil } = usePairing();
  const again = () => void startPairing({ kind: 'qr' });
  if (error) return <Refused error={error} onAgain={again} />;
  switch (pairing.phase) {
    case 'qr':
      return <LiveQr {...pairing} onEnlarge={onEnlarge} />;
    case 'linking':
      return <Waiting words={t('pairing.linking')} about={t('pairing.linkingAbout')} />;
    case 'expired':
      return <Expired title={t('pairing.expired')} about={t('pairing.expiredAbout')} onAgain={again} />;
    case 'failed':
      return <Failed error={pairing.error} detail={pairing.detail} onAgain={again} />;
    case 'idle':
      if (restUntil !== undefined) return <Resting until={restUntil} onAgain={again} />;
      return <Waiting words={t('pairing.starting')} />;
    case 'starting':
    case 'code':
    case 'linked':
      return <Waiting words={t('pairing.starting')} />;
  }
}

interface LiveQrProps extends StageProps {
  qr: string;
  shownAt: number;
  expiresAt: number;
}

function LiveQr({ qr, shownAt, expiresAt, onEnlarge }: LiveQrProps) {
  const { t } = useTranslation();
  const now = useNow('second');
  const left = useSecondsLeft(expiresAt);
  return (
    <>
      <CountdownFrame left={shareLeft(shownAt, expiresAt, now)}>
        <Qr text={qr} label={t('pairing.qr')} />
      </CountdownFrame>
      <div className={styles.under}>
        <p className={styles.left}>{t('pairing.changesIn', { seconds: left })}</p>
        <Button size="small" icon={Maximize2} onClick={onEnlarge}>
          {t('pairing.enlarge')}
        </Button>
      </div>
    </>
  );
}
