import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../preload/entities.ts';
import { soon } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { snoozeTicket, stopAsking } from '../../state/tickets.ts';
import { notify } from '../../state/ui.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { fromLocalField, toLocalField } from '../forms/local-fields.ts';
import { snoozeTimes } from './snooze-times.ts';

/** *Adiar* until a time of one's own (AT-11). */
export function SnoozeDialog({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const [when, setWhen] = useState(() =>
    toLocalField(ticket.snoozedUntil ?? snoozeTimes(Date.now()).tomorrow),
  );
  const now = useNow('half-minute');
  const { busy, error, setError, ask } = useAsking();

  const submit = async () => {
    const until = fromLocalField(when);
    if (until === undefined || until <= Date.now()) {
      setError({ code: 'snooze-past', field: 'until' });
      return;
    }
    const snoozed = await ask(async () => {
      const reply = await snoozeTicket({ conversationId: ticket.conversationId, until });
      return reply.ok ? undefined : reply.error;
    });
    if (!snoozed) return;
    stopAsking();
    notify('ok', t('tickets.snooze.done', { time: soon(until, Date.now(), { language }) }));
  };
  return (
    <FormDialog
      onClose={stopAsking}
      size="small"
      title={t('tickets.snooze.title')}
      about={t('tickets.snooze.about')}
      save={t('tickets.snooze.label')}
      busy={busy}
      onSubmit={submit}
    >
      <TextField
        label={t('tickets.snooze.when')}
        type="datetime-local"
        min={toLocalField(now)}
        value={when}
        onValue={setWhen}
        error={error && words(error)}
      />
    </FormDialog>
  );
}
