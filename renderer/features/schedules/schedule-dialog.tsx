import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MissedPolicy, Schedule } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { notify } from '../../state/ui.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { TemplateField } from '../automation/template-field.tsx';
import { fromLocalField, toLocalField } from '../forms/local-fields.ts';
import { snoozeTimes } from '../tickets/snooze-times.ts';
import { MissedField } from './missed-field.tsx';
import { NextTimes } from './next-times.tsx';
import { formOf, repeatOf } from './repeat.ts';
import { RepeatFields } from './repeat-fields.tsx';
import styles from './schedule-dialog.module.css';
import { whenSent } from './when-sent.ts';
import { type Recipient, RecipientField } from './recipient-field.tsx';

interface ScheduleDialogProps {
  title: string;
  /** One that is changed. */
  schedule?: Schedule;
  /** Whom it goes to, where that is settled. */
  to?: Recipient;
  text?: string;
  /** Proposed; tomorrow morning where nothing is. */
  dueAt?: number;
  onDone?: () => void;
  onClose: () => void;
}

/** A message for later: to whom, what, when, how often, and what if the station is off then (SC-1). */
export function ScheduleDialog({
  title,
  schedule,
  to,
  text: given = '',
  dueAt: proposed,
  onDone,
  onClose,
}: ScheduleDialogProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const now = useNow('half-minute');
  const [recipient, setRecipient] = useState<Recipient | undefined>(
    () => to ?? (schedule && recipientOf(schedule)),
  );
  const [text, setText] = useState(schedule?.text ?? given);
  const [when, setWhen] = useState(() =>
    toLocalField(schedule?.dueAt ?? proposed ?? snoozeTimes(Date.now()).tomorrow),
  );
  const [repeat, setRepeat] = useState(() => formOf(schedule?.repeat));
  const [missed, setMissed] = useState<MissedPolicy>(schedule?.missed ?? { kind: 'ask' });
  const { busy, error, setError, ask } = useAsking();
  const dueAt = fromLocalField(when);

  const submit = async () => {
    if (!recipient) return setError({ code: 'schedule-nobody', field: 'to' });
    if (dueAt === undefined) return setError({ code: 'schedule-past', field: 'draft.dueAt' });
    const rule = repeatOf(repeat);
    const draft = { text, dueAt, missed, ...(rule && { repeat: rule }) };
    let first = dueAt;
    const done = await ask(async () => {
      const conversation = await conversationOf(recipient);
      if (!conversation.ok) return conversation.error;
      const { conversationId } = conversation.value;
      const reply = schedule
        ? await call('schedules.update', { scheduleId: schedule.id, draft })
        : await call('schedules.create', { conversationId, draft });
      if (!reply.ok) return reply.error;
      first = reply.value.dueAt;
      return undefined;
    });
    if (!done) return;
    notify('ok', t('schedules.done', { time: whenSent(first, Date.now(), { language }) }));
    onDone?.();
    onClose();
  };
  const wrong = (field: string) => (error?.field === field ? words(error) : undefined);
  const told = ['to', 'draft.text', 'draft.dueAt', 'draft.repeat'].includes(error?.field ?? '');
  return (
    <FormDialog
      onClose={onClose}
      title={title}
      about={t('schedules.about')}
      save={schedule ? t('common.save') : t('schedules.confirm')}
      busy={busy}
      error={told ? undefined : error}
      onSubmit={submit}
    >
      <RecipientField
        recipient={recipient}
        settled={to !== undefined || schedule !== undefined}
        error={wrong('to')}
        onRecipient={(next) => {
          setRecipient(next);
          setError(undefined);
          if (next && !recipient) focusText();
        }}
      />
      <TemplateField
        channelId={recipient?.channelId}
        label={t('schedules.text')}
        rows={3}
        value={text}
        onValue={setText}
        error={wrong('draft.text')}
      />
      <div className={styles.row}>
        <TextField
          label={t('schedules.when')}
          type="datetime-local"
          min={toLocalField(now)}
          value={when}
          onValue={(next) => {
            setWhen(next);
            setError(undefined);
          }}
          error={wrong('draft.dueAt')}
        />
        <RepeatFields form={repeat} error={wrong('draft.repeat')} onForm={setRepeat} />
      </div>
      {dueAt !== undefined && repeat.every !== '' && <NextTimes dueAt={dueAt} repeat={repeatOf(repeat)} />}
      <MissedField policy={missed} onPolicy={setMissed} />
    </FormDialog>
  );
}

function recipientOf({ conversationId, channelId, contactName }: Schedule): Recipient {
  return { conversationId, channelId, name: contactName };
}

/** Whoever was chosen is settled, and their field is gone: on to what to say. */
function focusText(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="dialog"] textarea')?.focus());
}

/** Whoever was never written to through that channel gets a conversation now. */
async function conversationOf({ conversationId, contactId, channelId }: Recipient) {
  if (conversationId !== undefined) return { ok: true, value: { conversationId } } as const;
  return call('contacts.conversation', { contactId: contactId ?? 0, channelId });
}
