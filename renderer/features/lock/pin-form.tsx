import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import { countdown } from '../../i18n/time.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { PinField } from '../../ui/pin-field.tsx';
import { useSecondsLeft } from '../../ui/use-now.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './lock.module.css';

interface PinFormProps {
  /** Tries to come in. */
  enter: (pin: string) => Promise<CallError | undefined>;
}

/** The PIN of whoever was chosen; after too many wrong ones it waits. */
export function PinForm({ enter }: PinFormProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [pin, setPin] = useState('');
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CallError>();
  const [freeAt, setFreeAt] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const waiting = useSecondsLeft(freeAt);

  const focusPin = () => form.current?.querySelector('input')?.focus();
  useEffect(focusPin, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (asking || waiting > 0 || pin === '') return;
    setAsking(true);
    const refused = await enter(pin);
    setAsking(false);
    if (!refused) return;
    const { seconds } = refused.params ?? {};
    setFreeAt(typeof seconds === 'number' ? Date.now() + seconds * 1000 : 0);
    setError(refused);
    setPin('');
    focusPin();
  };

  const type = (next: string) => {
    setPin(next);
    if (waiting === 0) setError(undefined);
  };
  const wrong =
    waiting > 0
      ? t('lock.wait', { time: countdown(waiting) })
      : error && error.code !== 'pin-locked'
        ? words(error)
        : undefined;
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)}>
      <PinField
        label={t('pin.label')}
        readOnly={asking}
        value={pin}
        onValue={type}
        error={wrong}
        silent={waiting > 0}
      />
      <VisuallyHidden>
        <span role="alert">{error?.code === 'pin-locked' && words(error)}</span>
      </VisuallyHidden>
      <Button type="submit" look="primary" size="large" busy={asking} disabled={waiting > 0}>
        {t('lock.enter')}
      </Button>
    </form>
  );
}
