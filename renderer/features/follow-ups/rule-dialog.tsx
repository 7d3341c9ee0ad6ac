import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUpRule, FollowUpStep } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useAttendance } from '../../state/attendance.ts';
import { useChannels } from '../../state/channels.ts';
import { saveFollowUpRule } from '../../state/follow-ups.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { NumberField } from '../automation/number-field.tsx';
import { TemplateField } from '../automation/template-field.tsx';
import { isInUse } from '../channels/channel-state.ts';
import { delayOf, minutesOf, mostOf, UNITS } from './delay.ts';
import styles from './follow-ups.module.css';

const NO_TAG = '';
const MOST_STEPS = 10;
const A_DAY = 1_440;

/** A step in the form. Its number changes as others are removed, its key never. */
interface HeldStep extends FollowUpStep {
  readonly key: number;
}

let keys = 0;
const held = (step: FollowUpStep): HeldStep => ({ ...step, key: (keys += 1) });
const newStep = () => held({ afterMinutes: A_DAY, text: '' });

/** A new rule, or one that is changed. What already runs goes on as it was begun. */
export function RuleDialog({ rule, onClose }: { rule?: FollowUpRule; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const tags = useAttendance((state) => state.tags);
  const [name, setName] = useState(rule?.name ?? '');
  const [steps, setSteps] = useState<readonly HeldStep[]>(() => rule?.steps.map(held) ?? [newStep()]);
  const [onlyOpenHours, setOnlyOpenHours] = useState(rule?.onlyOpenHours ?? true);
  const [tagId, setTagId] = useState(rule?.tagId);
  const { busy, error, ask } = useAsking();

  const submit = async () => {
    const draft = {
      name,
      steps: steps.map(({ afterMinutes, text }) => ({ afterMinutes, text })),
      onlyOpenHours,
      ...(tagId !== undefined && { tagId }),
    };
    if (!(await ask(() => saveFollowUpRule(rule?.id, draft)))) return;
    notify('ok', t('followUps.saved'));
    onClose();
  };
  const wrong = (field: string) => (error?.field === field ? words(error) : undefined);
  const told = error?.field === 'name' || error?.field === 'tagId' || error?.field?.startsWith('steps.');
  return (
    <FormDialog
      onClose={onClose}
      title={rule ? t('followUps.edit') : t('followUps.add')}
      save={t('common.save')}
      busy={busy}
      error={told !== true ? error : undefined}
      onSubmit={submit}
    >
      <TextField
        label={t('followUps.name')}
        maxLength={60}
        value={name}
        onValue={setName}
        error={wrong('name')}
      />
      <Steps steps={steps} wrong={wrong} onSteps={setSteps} />
      <Switch
        label={t('followUps.onlyOpenHours')}
        about={t('followUps.onlyOpenHoursAbout')}
        checked={onlyOpenHours}
        onChecked={setOnlyOpenHours}
      />
      <div className={styles.tag}>
        <Field label={t('followUps.tag')} hint={t('followUps.tagHint')} error={wrong('tagId')}>
          {(control) => (
            <Select
              {...control}
              value={tagId === undefined ? NO_TAG : String(tagId)}
              onValue={(value) => setTagId(value === NO_TAG ? undefined : Number(value))}
              choices={[
                { value: NO_TAG, label: t('followUps.noTag') },
                ...tags.map((tag) => ({ value: String(tag.id), label: tag.name })),
              ]}
            />
          )}
        </Field>
      </div>
    </FormDialog>
  );
}

interface StepsProps {
  steps: readonly HeldStep[];
  wrong: (field: string) => string | undefined;
  onSteps: (steps: readonly HeldStep[]) => void;
}

function Steps({ steps, wrong, onSteps }: StepsProps) {
  const { t } = useTranslation();
  // Whose words the previews take: a rule belongs to no channel.
  const channel = useChannels((state) => state.channels?.find(isInUse));
  const change = (index: number, part: Partial<FollowUpStep>) =>
    onSteps(steps.map((step, place) => (place === index ? { ...step, ...part } : step)));
  return (
    <>
      <ol className={styles.stepForms} aria-label={t('followUps.steps')}>
        {steps.map((step, index) => (
          <li key={step.key} className={styles.stepForm}>
            <Wait
              number={index + 1}
              minutes={step.afterMinutes}
              onMinutes={(afterMinutes) => change(index, { afterMinutes })}
            />
            <IconButton
              icon={Trash2}
              label={t('followUps.removeStep', { number: index + 1 })}
              disabled={steps.length === 1}
              onClick={() => onSteps(steps.filter((_, place) => place !== index))}
            />
            <div className={styles.stepText}>
              <TemplateField
                channelId={channel?.id}
                label={t('followUps.text', { number: index + 1 })}
                rows={2}
                value={step.text}
                onValue={(text) => change(index, { text })}
                error={wrong(`steps.${index}.text`)}
              />
            </div>
          </li>
        ))}
      </ol>
      {steps.length < MOST_STEPS && (
        <div className={styles.addStep}>
          <Button size="small" icon={Plus} onClick={() => onSteps([...steps, newStep()])}>
            {t('followUps.addStep')}
          </Button>
        </div>
      )}
    </>
  );
}

interface WaitProps {
  number: number;
  minutes: number;
  onMinutes: (minutes: number) => void;
}

/** The unit stays as it was chosen: 60 minutes do not become an hour under whoever types them. */
function Wait({ number, minutes, onMinutes }: WaitProps) {
  const { t } = useTranslation();
  const [delay, setDelay] = useState(() => delayOf(minutes));
  const set = (next: typeof delay) => {
    const fitting = { ...next, amount: Math.min(next.amount, mostOf(next.unit)) };
    setDelay(fitting);
    onMinutes(minutesOf(fitting));
  };
  return (
    <div className={styles.wait}>
      <NumberField
        label={t('followUps.wait', { number })}
        least={1}
        most={mostOf(delay.unit)}
        value={delay.amount}
        onValue={(amount) => set({ ...delay, amount })}
      />
      <Field label={t('followUps.unit')}>
        {(control) => (
          <Select
            {...control}
            value={delay.unit}
            onValue={(unit) => set({ ...delay, unit })}
            choices={UNITS.map((value) => ({ value, label: t(`followUps.units.${value}`) }))}
          />
        )}
      </Field>
    </div>
  );
}
