import { ChevronRight, KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { restPairing, tellPasskey } from '../../state/pairing.ts';
import { Button } from '../../ui/button.tsx';
import styles from './pairing.module.css';

export function QrSteps() {
  const { t } = useTranslation();
  return (
    <div className={styles.guide}>
      <h3>{t('pairing.stepsTitle')}</h3>
      <ol className={styles.steps}>
        <li>{t('pairing.stepOpen')}</li>
        <li>
          {t('pairing.stepMenu')}
          <Path steps={[t('pairing.linkedDevices'), t('pairing.linkDevice')]} />
        </li>
        <li>{t('pairing.stepScan')}</li>
      </ol>
      <Troubles of={['busy', 'invalid', 'camera', 'repeated']} />
    </div>
  );
}

export function CodeSteps() {
  const { t } = useTranslation();
  return (
    <div className={styles.guide}>
      <h3>{t('pairing.stepsTitle')}</h3>
      <ol className={styles.steps}>
        <li>{t('pairing.stepNumber')}</li>
        <li>
          {t('pairing.stepMenu')}
          <Path steps={[t('pairing.linkedDevices'), t('pairing.linkDevice'), t('pairing.linkByNumber')]} />
        </li>
        <li>{t('pairing.stepCode')}</li>
      </ol>
      <Troubles of={['busy', 'wrongCode', 'repeated']} />
    </div>
  );
}

/** Where to go in the phone's menus. */
function Path({ steps }: { steps: string[] }) {
  return (
    <span className={styles.path}>
      {steps.map((step, at) => (
        <span key={step} className={styles.hop}>
          {at > 0 && <ChevronRight size={14} aria-hidden="true" />}
          <span className={styles.place}>{step}</span>
        </span>
      ))}
    </span>
  );
}

type Trouble = 'busy' | 'invalid' | 'camera' | 'wrongCode' | 'repeated';

function Troubles({ of }: { of: readonly Trouble[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles.troubles}>
      <details>
        <summary>{t('pairing.troubles.title')}</summary>
        <dl>
          {of.map((trouble) => (
            <div key={trouble}>
              <dt>{t(`pairing.troubles.${trouble}.says`)}</dt>
              <dd>
                {t(`pairing.troubles.${trouble}.cure`)}{' '}
                {trouble === 'invalid' && (
                  <button type="button" className={styles.link} onClick={() => void restPairing()}>
                    {t('pairing.troubles.invalid.action')}
                  </button>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <Button
        look="quiet"
        size="small"
        icon={KeyRound}
        className={styles.passkey}
        onClick={() => void tellPasskey()}
      >
        {t('pairing.passkeyAsked')}
      </Button>
    </div>
  );
}
