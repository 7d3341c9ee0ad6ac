import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttendanceSettings } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { loadAttendance, useAttendance } from '../../state/attendance.ts';
import { notify } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import fieldStyles from '../../ui/field.module.css';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useAsking } from '../forms/use-asking.ts';
import styles from './attendance.module.css';
import { ClosingReasons } from './closing-reasons.tsx';
import { Page, Part } from './page.tsx';

/** *Atendimento*: how conversations come back, how they are closed, and when the counter locks (AT-1, AT-6, AT-11). */
export default function AttendancePage() {
  const { t } = useTranslation();
  const settings = useAttendance((state) => state.settings);
  useEffect(() => void loadAttendance(), []);
  return (
    <Page title={t('settings.pages.attendance')} about={t('attendance.about')}>
      {settings ? <SettingsForm settings={settings} /> : <Skeleton width="100%" height="12rem" />}
      <ClosingReasons required={settings?.closingReasonRequired === true} />
    </Page>
  );
}

const REOPEN_HOURS = [0, 1, 2, 4, 8, 12, 24, 48, 72];
const LOCK_MINUTES = [0, 2, 5, 10, 15, 30, 60];
const RATING_MINUTES = [5, 15, 30, 60, 240, 1440];

function SettingsForm({ settings }: { settings: AttendanceSettings }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [changes, setChanges] = useState<Partial<AttendanceSettings>>({});
  const { busy, error, ask } = useAsking();
  const now = { ...settings, ...changes };
  const change = (next: Partial<AttendanceSettings>) => setChanges((before) => ({ ...before, ...next }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await ask(async () => {
      const reply = await call('attendance.set', changes);
      return reply.ok ? undefined : reply.error;
    });
    if (!done) return;
    await loadAttendance();
    setChanges({});
    notify('ok', t('attendance.saved'));
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Part title={t('attendance.reopenTitle')} about={t('attendance.reopenAbout')}>
        <NumberChoice
          label={t('attendance.reopenHours')}
          value={now.reopenHours}
          among={REOPEN_HOURS}
          words={(count) => (count === 0 ? t('attendance.reopenNever') : t('attendance.hours', { count }))}
          onValue={(reopenHours) => change({ reopenHours })}
        />
      </Part>
      <Part title={t('attendance.ratingTitle')} about={t('attendance.ratingAbout')}>
        <Checkbox
          label={t('attendance.ratingAsked')}
          checked={now.ratingAsked}
          onChecked={(ratingAsked) => change({ ratingAsked })}
        />
        <Field label={t('attendance.ratingQuestion')} hint={t('attendance.ratingQuestionHint')}>
          {(control) => (
            <textarea
              {...control}
              className={fieldStyles.control}
              rows={2}
              maxLength={500}
              dir="auto"
              placeholder={t('attendance.ratingQuestionDefault')}
              value={now.ratingQuestion}
              onChange={(event) => change({ ratingQuestion: event.target.value })}
            />
          )}
        </Field>
        <NumberChoice
          label={t('attendance.ratingMinutes')}
          value={now.ratingMinutes}
          among={RATING_MINUTES}
          words={(count) =>
            count < 60 ? t('attendance.minutes', { count }) : t('attendance.hours', { count: count / 60 })
          }
          onValue={(ratingMinutes) => change({ ratingMinutes })}
        />
      </Part>
      <Part title={t('attendance.lockTitle')} about={t('attendance.lockAbout')}>
        <NumberChoice
          label={t('attendance.lockAfter')}
          value={now.lockAfterMinutes}
          among={LOCK_MINUTES}
          words={(count) => (count === 0 ? t('attendance.lockNever') : t('attendance.minutes', { count }))}
          onValue={(lockAfterMinutes) => change({ lockAfterMinutes })}
        />
      </Part>
      <Part title={t('attendance.closingTitle')}>
        <Checkbox
          label={t('attendance.closingReasonRequired')}
          about={t('attendance.closingReasonRequiredAbout')}
          checked={now.closingReasonRequired}
          onChecked={(closingReasonRequired) => change({ closingReasonRequired })}
        />
      </Part>
      {error && (
        <Banner tone="bad" live>
          {words(error)}
        </Banner>
      )}
      <div className={styles.save}>
        <Button type="submit" look="primary" busy={busy} disabled={Object.keys(changes).length === 0}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

interface NumberChoiceProps {
  label: string;
  value: number;
  among: readonly number[];
  words: (value: number) => string;
  onValue: (value: number) => void;
}

/** One of a few round numbers; what was set otherwise is kept among them. */
function NumberChoice({ label, value, among, words, onValue }: NumberChoiceProps) {
  const all = [...new Set([...among, value])].sort((a, b) => a - b);
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          className={styles.choice}
          value={String(value)}
          onValue={(next) => onValue(Number(next))}
          choices={all.map((each) => ({ value: String(each), label: words(each) }))}
        />
      )}
    </Field>
  );
}
