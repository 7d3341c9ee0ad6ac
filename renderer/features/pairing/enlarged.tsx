import { Minimize2 } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Qr } from '../../ui/qr.tsx';
import { useSecondsLeft } from '../../ui/use-now.ts';
import styles from './enlarged.module.css';

interface EnlargedProps {
  pairing: { qr: string; expiresAt: number };
  name: string;
  onClose: () => void;
}

/** The code over the whole screen, to be read from a distance. */
export function Enlarged({ pairing, name, onClose }: EnlargedProps) {
  const { t } = useTranslation();
  const left = useSecondsLeft(pairing.expiresAt);
  useFullScreen(onClose);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content className={styles.enlarged} aria-describedby={undefined}>
          <Dialog.Title className={styles.title} dir="auto">
            {name}
          </Dialog.Title>
          <div className={styles.qr}>
            <Qr text={pairing.qr} label={t('pairing.qr')} />
          </div>
          <p className={styles.left}>{t('pairing.changesIn', { seconds: left })}</p>
          <Button icon={Minimize2} className={styles.close} onClick={onClose}>
            {t('pairing.reduce')}
          </Button>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Fills the screen where that is allowed; the window otherwise. Leaving the full screen leaves this too. */
function useFullScreen(onLeave: () => void): void {
  useEffect(() => {
    const changed = () => {
      if (!document.fullscreenElement) onLeave();
    };
    document.documentElement.requestFullscreen().then(
      () => document.addEventListener('fullscreenchange', changed),
      () => undefined,
    );
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- asked for once, when it opens
  }, []);
}
