import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { startPairing } from '../../state/pairing.ts';
import { Button } from '../../ui/button.tsx';
import styles from './pairing.module.css';

/** The account is held by a passkey: says so and stops; only a person starts anything again (QR-9). */
export function PasskeyGate() {
  const { t } = useTranslation();
  return (
    <div className={styles.gate} role="alert">
      <KeyRound size={40} aria-hidden="true" />
      <div>
        <p className={styles.gateTitle}>{t('pairing.passkey.title')}</p>
        <p>{t('pairing.passkey.why')}</p>
        <h3>{t('pairing.passkey.can')}</h3>
        <ul>
          <li>{t('pairing.passkey.other')}</li>
          <li>{t('pairing.passkey.official')}</li>
        </ul>
        <Button onClick={() => void startPairing({ kind: 'qr' })}>{t('pairing.passkey.otherAction')}</Button>
      </div>
    </div>
  );
}
