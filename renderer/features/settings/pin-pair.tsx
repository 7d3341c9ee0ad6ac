import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { PinField } from '../../ui/pin-field.tsx';
import styles from './form.module.css';

interface TypedPin {
  pin: string;
  again: string;
}

interface PinPairProps {
  typed: TypedPin;
  onTyped: (typed: TypedPin) => void;
  error: CallError | undefined;
}

/** Whether a refusal stands beside one of the two. */
export function isAboutPin({ field }: CallError): boolean {
  return field === 'pin' || field === 'again';
}

/** A PIN that is typed twice, as `checkPins` wants it. */
export function PinPair({ typed, onTyped, error }: PinPairProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const beside = (field: string) => (error?.field === field ? words(error) : undefined);
  return (
    <div className={styles.pair}>
      <PinField
        label={t('pin.label')}
        hint={t('pin.hint')}
        value={typed.pin}
        onValue={(pin) => onTyped({ ...typed, pin })}
        error={beside('pin')}
      />
      <PinField
        label={t('pin.again')}
        value={typed.again}
        onValue={(again) => onTyped({ ...typed, again })}
        error={beside('again')}
      />
    </div>
  );
}
