import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/words.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { NumberField } from '../automation/number-field.tsx';
import { weekDayNames } from '../hours/week-days.ts';
import { type Ends, type Every, type RepeatForm, toggled } from './repeat.ts';
import styles from './schedule-dialog.module.css';

const EVERY: readonly Every[] = ['', 'day', 'week', 'month', 'year'];
const ENDS: readonly Ends[] = ['never', 'until', 'count'];

interface RepeatFieldsProps {
  form: RepeatForm;
  error: string | undefined;
  onForm: (form: RepeatForm) => void;
}

/** How often, on which days of the week, and until when. */
export function RepeatFields({ form, error, onForm }: RepeatFieldsProps) {
  const { t } = useTranslation();
  const { every, interval, ends, until, count } = form;
  const change = (part: Partial<RepeatForm>) => onForm({ ...form, ...part });
  return (
    <>
      <Field label={t('schedules.repeat')} error={error}>
        {(control) => (
          <Select
            {...control}
            value={every}
            onValue={(next) => change({ every: next })}
            choices={EVERY.map((value) => ({
              value,
              label: value === '' ? t('schedules.once') : t(`schedules.every.${value}`, { count: 1 }),
            }))}
          />
        )}
      </Field>
      {every !== '' && (
        <>
          {every === 'week' && <WeekDays form={form} onForm={onForm} />}
          <NumberField
            label={t(`schedules.interval.${every}`)}
            least={1}
            most={99}
            value={interval}
            onValue={(next) => change({ interval: next })}
          />
          <Field label={t('schedules.ends')}>
            {(control) => (
              <Select
                {...control}
                value={ends}
                onValue={(next) => change({ ends: next })}
                choices={ENDS.map((value) => ({ value, label: t(`schedules.endsHow.${value}`) }))}
              />
            )}
          </Field>
          {ends === 'until' && (
            <TextField
              label={t('schedules.lastDay')}
              type="date"
              value={until}
              onValue={(next) => change({ until: next })}
            />
          )}
          {ends === 'count' && (
            <NumberField
              label={t('schedules.inAll')}
              least={1}
              most={1_000}
              value={count}
              onValue={(next) => change({ count: next })}
            />
          )}
        </>
      )}
    </>
  );
}

function WeekDays({ form, onForm }: Pick<RepeatFieldsProps, 'form' | 'onForm'>) {
  const { t } = useTranslation();
  const names = weekDayNames(useLanguage());
  return (
    <fieldset className={styles.days}>
      <legend>{t('schedules.days')}</legend>
      {names.map((name, index) => (
        <button
          key={name}
          type="button"
          className={styles.day}
          aria-pressed={form.weekDays.includes(index + 1)}
          onClick={() => onForm({ ...form, weekDays: toggled(form.weekDays, index + 1) })}
        >
          <span aria-hidden="true">{name.slice(0, 3)}</span>
          <VisuallyHidden>{name}</VisuallyHidden>
        </button>
      ))}
    </fieldset>
  );
}
