import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../preload/contract.ts';
import { call } from '../../bridge.ts';
import { numberFormat } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/words.ts';
import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/field.tsx';
import fieldStyles from '../../ui/field.module.css';
import styles from './template-field.module.css';
import { VariableButtons } from './variable-buttons.tsx';

const LONGEST = 4_000;
const PREVIEW_MS = 250;

type Preview = CallOutput<'automation.preview'>;

interface TemplateFieldProps {
  /** Whose words the preview takes; without one there is none. */
  channelId: number | undefined;
  label: string;
  hint?: string;
  value: string;
  onValue: (value: string) => void;
  error?: string | undefined;
  disabled?: boolean;
  rows?: number;
}

/** A text with variables: they are put in by a press, and what would go out stands below (MS-2). */
export function TemplateField({
  channelId,
  label,
  hint,
  value,
  onValue,
  error,
  disabled = false,
  rows = 4,
}: TemplateFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const field = useRef<HTMLTextAreaElement>(null);
  const preview = usePreview(channelId, value);

  const unknown = preview?.unknown[0];
  const wrong =
    error ??
    (unknown === undefined ? undefined : t('errors.template-unknown-variable', { variable: unknown })) ??
    (preview?.tooLong === true ? t('errors.template-too-long') : undefined);
  const number = numberFormat(language);
  return (
    <div className={styles.template}>
      <Field label={label} error={wrong} {...(hint !== undefined && { hint })}>
        {(control) => (
          <textarea
            {...control}
            ref={field}
            className={cx(fieldStyles.control, styles.area)}
            rows={rows}
            dir="auto"
            disabled={disabled}
            value={value}
            onChange={(event) => onValue(event.target.value)}
          />
        )}
      </Field>
      <VariableButtons field={field} value={value} onValue={onValue} disabled={disabled}>
        <span className={styles.count} data-over={value.length > LONGEST || undefined}>
          {number.format(value.length)} / {number.format(LONGEST)}
        </span>
      </VariableButtons>
      {preview && !preview.empty && unknown === undefined && (
        <figure className={styles.preview}>
          <figcaption>{t('automation.preview')}</figcaption>
          <p dir="auto">{preview.text}</p>
        </figure>
      )}
    </div>
  );
}

function usePreview(channelId: number | undefined, text: string): Preview | undefined {
  const [preview, setPreview] = useState<Preview>();
  useEffect(() => {
    let current = true;
    const look = async () => {
      if (channelId === undefined) return;
      const reply = await call('automation.preview', { channelId, text: text.slice(0, 2 * LONGEST) });
      if (current && reply.ok) setPreview(reply.value);
    };
    const timer = setTimeout(() => void look(), PREVIEW_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [channelId, text]);
  return preview;
}
