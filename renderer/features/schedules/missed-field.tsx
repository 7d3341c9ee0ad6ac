import { useTranslation } from 'react-i18next';
import type { MissedPolicy } from '../../../preload/entities.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { NumberField } from '../automation/number-field.tsx';
import { missedOf } from './repeat.ts';
import styles from './schedule-dialog.module.css';

const KINDS = ['ask', 'send-within', 'skip'] as const;

interface MissedFieldProps {
  policy: MissedPolicy;
  onPolicy: (policy: MissedPolicy) => void;
}

/** What becomes of it when the station is off at its time. */
export function MissedField({ policy, onPolicy }: MissedFieldProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.row}>
      <Field label={t('schedules.missed')} hint={t(`schedules.missedHint.${policy.kind}`)}>
        {(control) => (
          <Select
            {...control}
            value={policy.kind}
            onValue={(kind) => onPolicy(missedOf(kind, policy))}
            choices={KINDS.map((value) => ({ value, label: t(`schedules.missedHow.${value}`) }))}
          />
        )}
      </Field>
      {policy.kind === 'send-within' && (
        <NumberField
          label={t('schedules.tolerance')}
          least={1}
          most={10_080}
          value={policy.minutes}
          onValue={(minutes) => onPolicy({ kind: 'send-within', minutes })}
        />
      )}
    </div>
  );
}
