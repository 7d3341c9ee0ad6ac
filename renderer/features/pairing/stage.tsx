/** What stands where the code stands while there is none. */
import { CircleAlert, Hourglass, RefreshCw, TimerOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Pairing } from '../../../preload/entities.ts';
import { countdown } from '../../i18n/time.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { usePairing } from '../../state/pairing.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useSecondsLeft } from '../../ui/use-now.ts';
import styles from './pairing.module.css';

export function Waiting({ words, about }: { words: string; about?: string }) {
  return (
    <output className={styles.message}>
      <span className={styles.turning}>
        <Spinner size={32} />
      </span>
      <p className={styles.strong}>{words}</p>
      {about !== undefined && <p>{about}</p>}
    </output>
  );
}

interface AgainProps {
  onAgain: () => void;
}

export function Expired({ title, about, onAgain }: AgainProps & { title: string; about: string }) {
  const { t } = useTranslation();
  return (
    <output className={styles.message}>
      <TimerOff size={32} aria-hidden="true" />
      <p className={styles.strong}>{title}</p>
      <p>{about}</p>
      <Button look="primary" icon={RefreshCw} onClick={onAgain}>
        {t('pairing.newCode')}
      </Button>
    </output>
  );
}

/** Waiting is the cure: says how long, and goes on by itself. */
export function Resting({ until, onAgain }: AgainProps & { until: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.message}>
      <Hourglass size={32} aria-hidden="true" />
      <p className={styles.strong}>{t('pairing.rest.title')}</p>
      <p>{t('pairing.rest.about')}</p>
      <RestTimer until={until} onAgain={onAgain} />
      <Button icon={RefreshCw} onClick={onAgain}>
        {t('pairing.rest.now')}
      </Button>
    </div>
  );
}

function RestTimer({ until, onAgain }: AgainProps & { until: number }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(until);
  const over = left === 0;
  useEffect(() => {
    if (over) onAgain();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the time is over
  }, [over]);
  return (
    <p className={styles.timer} role="timer">
      {t('pairing.rest.left', { time: countdown(left) })}
    </p>
  );
}

/** From this many on, the cure is to restart both devices. */
const REPEATED = 3;

type PairingError = Extract<Pairing, { phase: 'failed' }>['error'];

/** What comes of the phone, this computer or the line between them. */
const RESTART_HELPS: ReadonlySet<PairingError> = new Set([
  'offline',
  'refused-by-server',
  'not-answering',
  'bad-account-signature',
  'no-answer-after-scan',
  'worker-crashed',
]);

export function Failed({
  error,
  detail,
  onAgain,
}: AgainProps & { error: PairingError; detail: string | undefined }) {
  const { t } = useTranslation();
  const restUntil = usePairing((state) => state.restUntil);
  const failures = usePairing((state) => state.failures);
  return (
    <div className={styles.message}>
      <div className={styles.said} role="alert">
        <CircleAlert size={32} className={styles.bad} aria-hidden="true" />
        <p className={styles.strong}>{t(`pairing.failed.${error}.title`, { detail })}</p>
        <p>{t(`pairing.failed.${error}.cure`, { detail })}</p>
        {failures >= REPEATED && RESTART_HELPS.has(error) && <p>{t('pairing.repeated')}</p>}
      </div>
      {restUntil !== undefined && <RestTimer until={restUntil} onAgain={onAgain} />}
      <Button look={restUntil === undefined ? 'primary' : 'secondary'} icon={RefreshCw} onClick={onAgain}>
        {restUntil === undefined ? t('common.tryAgain') : t('pairing.rest.now')}
      </Button>
    </div>
  );
}

export function Refused({ error, onAgain }: AgainProps & { error: CallError }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  return (
    <div className={styles.message} role="alert">
      <CircleAlert size={32} className={styles.bad} aria-hidden="true" />
      <p className={styles.strong}>{words(error)}</p>
      <Button look="primary" icon={RefreshCw} onClick={onAgain}>
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}
