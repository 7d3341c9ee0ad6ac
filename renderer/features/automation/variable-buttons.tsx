import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateVariable } from '../../../preload/entities/automation.ts';
import styles from './template-field.module.css';
import { VARIABLES } from './variables.ts';

interface VariableButtonsProps {
  /** Where they go: at its cursor, or in the place of what is selected there. */
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onValue: (value: string) => void;
  disabled?: boolean;
  /** Stands after them. */
  children?: ReactNode;
}

/** A press puts a variable into the text. */
export function VariableButtons({ field, value, onValue, disabled, children }: VariableButtonsProps) {
  const { t } = useTranslation();
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
  return (
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
      {children}
    </fieldset>
  );
}
