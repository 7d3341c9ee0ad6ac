import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Menu, MenuOption } from '../../../preload/entities/automation.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useAttendance } from '../../state/attendance.ts';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './automation.module.css';
import { NumberField } from './number-field.tsx';
import { QueueField } from './queue-field.tsx';
import { SaveFoot } from './save-foot.tsx';
import { TemplateField } from './template-field.tsx';
import { useAutomation } from './use-automation.ts';

const MOST_OPTIONS = 9;

/** *Chatbot inicial*: the numbered menu (PR-7). */
export function MenuPart({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const form = useAutomation(channelId, 'menu');
  const { value, error } = form;
  if (!value) return error ? <Banner tone="bad">{words(error)}</Banner> : <Skeleton width="60%" />;
  const change = (part: Partial<Menu>) => form.change({ ...value, ...part });
  const wrong = (field: string) => (error?.field === `menu.${field}` ? words(error) : undefined);
  return (
    <section className={styles.part} aria-label={t('automation.menu.title')}>
      <h2>{t('automation.menu.title')}</h2>
      <Switch
        label={t('automation.menu.on')}
        about={t('automation.menu.about')}
        checked={value.on}
        onChecked={(on) => change({ on })}
      />
      {value.on && (
        <div className={styles.inset}>
          <TemplateField
            channelId={channelId}
            label={t('automation.menu.intro')}
            rows={2}
            value={value.intro}
            onValue={(intro) => change({ intro })}
            error={wrong('intro')}
          />
          <Options options={value.options} wrong={wrong} onOptions={(options) => change({ options })} />
          {wrong('options') !== undefined && (
            <p className={styles.bad} role="alert">
              {wrong('options')}
            </p>
          )}
          <TextField
            label={t('automation.menu.human')}
            hint={t('automation.menu.humanHint')}
            maxLength={60}
            value={value.humanLabel}
            onValue={(humanLabel) => change({ humanLabel })}
            error={wrong('humanLabel')}
          />
          <TextArea
            label={t('automation.menu.chosen')}
            rows={2}
            value={value.chosen}
            onValue={(chosen) => change({ chosen })}
            error={wrong('chosen')}
          />
          <TextArea
            label={t('automation.menu.unknown')}
            rows={2}
            value={value.unknown}
            onValue={(unknown) => change({ unknown })}
            error={wrong('unknown')}
          />
          <div className={styles.row}>
            <NumberField
              label={t('automation.menu.retries')}
              least={0}
              most={5}
              value={value.retries}
              onValue={(retries) => change({ retries })}
            />
            <NumberField
              label={t('automation.menu.timeout')}
              least={1}
              most={1_440}
              value={value.timeoutMinutes}
              onValue={(timeoutMinutes) => change({ timeoutMinutes })}
            />
            <NumberField
              label={t('automation.menu.every')}
              hint={t('automation.menu.everyHint')}
              least={0}
              most={10_080}
              value={value.everyMinutes}
              onValue={(everyMinutes) => change({ everyMinutes })}
            />
          </div>
          <QueueField
            label={t('automation.menu.fallback')}
            value={value.fallbackQueueId}
            onValue={(queueId) => form.change(withFallback(value, queueId))}
            error={wrong('fallbackQueueId')}
          />
          <Switch
            label={t('automation.menu.whenClosed')}
            checked={value.whenClosed}
            onChecked={(whenClosed) => change({ whenClosed })}
          />
        </div>
      )}
      <SaveFoot form={form} />
    </section>
  );
}

interface OptionsProps {
  options: readonly MenuOption[];
  wrong: (field: string) => string | undefined;
  onOptions: (options: MenuOption[]) => void;
}

function Options({ options, wrong, onOptions }: OptionsProps) {
  const { t } = useTranslation();
  const queues = useAttendance((state) => state.queues);
  const set = (index: number, option: MenuOption) =>
    onOptions(options.map((each, place) => (place === index ? option : each)));
  return (
    <>
      <ol className={styles.options} aria-label={t('automation.menu.options')}>
        {options.map((option, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- an option is known by its number
          <li key={index} className={styles.option}>
            <span className={styles.digit}>{index + 1}</span>
            <TextField
              label={t('automation.menu.label', { number: index + 1 })}
              maxLength={60}
              value={option.label}
              onValue={(label) => set(index, { ...option, label })}
              error={wrong(`options.${index}.label`)}
            />
            <Field label={t('automation.menu.does')} error={wrong(`options.${index}.does.queueId`)}>
              {(control) => (
                <Select
                  {...control}
                  value={option.does.kind === 'queue' ? String(option.does.queueId) : ANSWER}
                  onValue={(value) =>
                    set(index, {
                      ...option,
                      does:
                        value === ANSWER
                          ? { kind: 'answer', text: '' }
                          : { kind: 'queue', queueId: Number(value) },
                    })
                  }
                  choices={[
                    { value: ANSWER, label: t('automation.menu.answers') },
                    ...queues.map(({ id, name }) => ({
                      value: String(id),
                      label: t('automation.menu.toQueue', { queue: name }),
                    })),
                  ]}
                />
              )}
            </Field>
            <IconButton
              icon={Trash2}
              label={t('automation.menu.removeOption', { number: index + 1 })}
              onClick={() => onOptions(options.filter((_, place) => place !== index))}
            />
            {option.does.kind === 'answer' && (
              <div className={styles.optionText}>
                <TextArea
                  label={t('automation.menu.answerText')}
                  rows={2}
                  value={option.does.text}
                  onValue={(text) => set(index, { ...option, does: { kind: 'answer', text } })}
                  error={wrong(`options.${index}.does.text`)}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      {options.length < MOST_OPTIONS && (
        <div>
          <Button
            size="small"
            icon={Plus}
            onClick={() => onOptions([...options, { label: '', does: { kind: 'answer', text: '' } }])}
          >
            {t('automation.menu.addOption')}
          </Button>
        </div>
      )}
    </>
  );
}

const ANSWER = 'answer';

function withFallback(menu: Menu, queueId: number | undefined): Menu {
  const { fallbackQueueId: _, ...rest } = menu;
  return queueId === undefined ? rest : { ...rest, fallbackQueueId: queueId };
}
