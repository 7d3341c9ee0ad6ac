import { useTranslation } from 'react-i18next';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { SCAN_PICTURES } from '../../ui/scan-pictures.tsx';
import styles from './how-to-scan.module.css';

const STEPS = ['step1', 'step2', 'step3', 'step4'] as const;

/** *Como escanear*, step by step, without the internet (QR-11). */
export function HowToScan({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open size="large" onClose={onClose} title={t('pairing.how.title')} closeLabel={t('common.close')}>
      <DialogContent>
        <ol className={styles.steps}>
          {SCAN_PICTURES.map((Picture, at) => {
            const step = STEPS[at];
            return (
              step && (
                <li key={step}>
                  <Picture />
                  <p>{t(`pairing.how.${step}`)}</p>
                </li>
              )
            );
          })}
        </ol>
        <p className={styles.camera}>{t('pairing.how.camera')}</p>
      </DialogContent>
    </Dialog>
  );
}
