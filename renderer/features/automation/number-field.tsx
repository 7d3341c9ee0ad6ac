import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import fieldStyles from '../../ui/field.module.css';

interface NumberFieldProps {
  label: string;
  hint?: string;
  least: number;
  most: number;
  value: number;
  onValue: (value: number) => void;
}

/** A whole number within its bounds; what is half typed stays, and says what is wrong with it. */
export function NumberField({ label, hint, least, most, value, onValue }: NumberFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(value));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(String(value));
  }, [value]);
  const read = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined);
  const fits = (number: number | undefined): number is number =>
    number !== undefined && number >= least && number <= most;
  const wrong = fits(read(typed)) ? undefined : t('automation.numberBetween', { least, most });
  return (
    <Field label={label} error={wrong} {...(hint !== undefined && { hint })}>
      {(control) => (
        <input
          {...control}
          ref={field}
          className={fieldStyles.control}
          inputMode="numeric"
          maxLength={6}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            const number = read(event.target.value);
            if (fits(number)) onValue(number);
          }}
          onBlur={() => setTyped(String(value))}
        />
      )}
    </Field>
  );
}
