import { Copy } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPhone, formatTyped, readPhone } from '../../i18n/phone.ts';
import { countdown } from '../../i18n/time.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { copy } from '../../state/copy.ts';
import { startPairing, usePairing } from '../../state/pairing.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSecondsLeft } from '../../ui/use-now.ts';
import styles from './pairing.module.css';
import { Expired, Failed, Waiting } from './stage.tsx';

export function CodeTab({ known, beside }: { known: string | undefined; beside: ReactNode }) {
  const [typed, setTyped] = useState(known === undefined ? '' : formatPhone(known));
  return (
    <div className={styles.columns}>
      <div className={styles.stage}>
        <Stage typed={typed} onTyped={setTyped} />
      </div>
      {beside}
    </div>
  );
}

interface StageProps {
  typed: string;
  onTyped: (typed: string) => void;
}

function Stage({ typed, onTyped }: StageProps) {
  const { t } = useTranslation();
  const { pairing, method } = usePairing();
  const ask = () => {
    const number = readPhone(typed);
    if (number !== undefined) void startPairing({ kind: 'code', number });
  };
  if (method.kind !== 'code') return <NumberForm typed={typed} onTyped={onTyped} />;
  switch (pairing.phase) {
    case 'code':
      return <LiveCode code={pairing.code} number={pairing.number} expiresAt={pairing.expiresAt} />;
    case 'linking':
      return <Waiting words={t('pairing.linking')} about={t('pairing.linkingAbout')} />;
    case 'expired':
      return <Expired title={t('pairing.codeExpired')} about={t('pairing.expiredAbout')} onAgain={ask} />;
    case 'failed':
      return pairing.error === 'number-invalid' ? (
        <NumberForm typed={typed} onTyped={onTyped} />
      ) : (
        <Failed error={pairing.error} detail={pairing.detail} onAgain={ask} />
      );
    case 'idle':
      return <NumberForm typed={typed} onTyped={onTyped} />;
    case 'starting':
    case 'qr':
    case 'linked':
      return <Waiting words={t('pairing.askingCode')} />;
  }
}

function NumberForm({ typed, onTyped }: StageProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const refused = usePairing((state) => (state.method.kind === 'code' ? state.error : undefined));
  const failed = usePairing(
    ({ pairing }) => pairing.phase === 'failed' && pairing.error === 'number-invalid',
  );
  const [wrong, setWrong] = useState(false);
  const change = (next: string) => {
    setWrong(false);
    // Setting out while one deletes would put back what was taken away.
    onTyped(next.length > typed.length ? formatTyped(next) : next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = readPhone(typed);
    setWrong(number === undefined);
    if (number !== undefined) void startPairing({ kind: 'code', number });
  };
  const error = wrong || failed ? t('errors.number-invalid') : refused && words(refused);
  return (
    <form className={styles.numberForm} onSubmit={submit} noValidate>
      <TextField
        label={t('pairing.number')}
        hint={t('pairing.numberHint')}
        placeholder={t('pairing.numberExample')}
        type="tel"
        inputMode="tel"
        maxLength={24}
        value={typed}
        onValue={change}
        error={error}
      />
      <Button type="submit" look="primary" size="large">
        {t('pairing.askCode')}
      </Button>
    </form>
  );
}

const HALF = 4;

function LiveCode({ code, number, expiresAt }: { code: string; number: string; expiresAt: number }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(expiresAt);
  const written = `${code.slice(0, HALF)}-${code.slice(HALF)}`;
  return (
    <div className={styles.codeStage}>
      <p className={styles.codeFor}>{t('pairing.codeFor', { number: formatPhone(number) })}</p>
      <output className={styles.code} aria-label={t('pairing.code')}>
        {written}
      </output>
      <Button
        icon={Copy}
        onClick={() => copy(written, { done: t('pairing.codeCopied'), failed: t('common.copyFailed') })}
      >
        {t('pairing.copyCode')}
      </Button>
      <p className={styles.left}>{t('pairing.codeExpiresIn', { time: countdown(left) })}</p>
    </div>
  );
}
