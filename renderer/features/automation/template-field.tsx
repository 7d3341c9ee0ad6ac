import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../preload/contract.ts';
import type { TemplateVariable } from '../../../preload/entities/automation.ts';
import { call } from '../../bridge.ts';
import { numberFormat } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/words.ts';
import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/field.tsx';
import fieldStyles from '../../ui/field.module.css';
import styles from './template-field.module.css';

/** As the contract has them; the window knows it as types only. */
const VARIABLES: readonly TemplateVariable[] = [
  'saudacao',
  'primeiro_nome',
  'nome',
  'atendente',
  'fila',
  'canal',
  'protocolo',
  'horario',
];
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

  const insert = (name: TemplateVariable) => {
    const area = field.current;
    if (!area) return;
    const words = `{{${name}}}`;
    const { selectionStart: start, selectionEnd: end } = area;
    onValue(value.slice(0, start) + words + value.slice(end));
    // Once React has put the text there.
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(start + words.length, start + words.length);
    });
  };
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
      <fieldset className={styles.variables} aria-label={t('automation.variables')}>
        {VARIABLES.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.variable}
            disabled={disabled}
            title={`{{${name}}}`}
            onClick={() => insert(name)}
          >
            {t(`automation.variable.${name}`)}
          </button>
        ))}
        <span className={styles.count} data-over={value.length > LONGEST || undefined}>
          {number.format(value.length)} / {number.format(LONGEST)}
        </span>
      </fieldset>
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
