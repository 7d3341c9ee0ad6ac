import { useTranslation } from 'react-i18next';
import { useAttendance } from '../../state/attendance.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

const NONE = '';

interface QueueFieldProps {
  label: string;
  hint?: string;
  value: number | undefined;
  onValue: (queueId: number | undefined) => void;
  error?: string | undefined;
}

export function QueueField({ label, hint, value, onValue, error }: QueueFieldProps) {
  const { t } = useTranslation();
  const queues = useAttendance((state) => state.queues);
  return (
    <Field label={label} error={error} {...(hint !== undefined && { hint })}>
      {(control) => (
        <Select
          {...control}
          value={value === undefined ? NONE : String(value)}
          onValue={(next) => onValue(next === NONE ? undefined : Number(next))}
          choices={[
            { value: NONE, label: t('automation.noQueue') },
            ...queues.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      )}
    </Field>
  );
}
