import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { loadAttendance, useAttendance, useQueue } from '../../state/attendance.ts';
import { notify } from '../../state/ui.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';

/** What uses the queue needs another one: main refuses otherwise, and nothing is left without its place. */
export function RemoveQueue({ queue: chosen, onClose }: { queue: Queue; onClose: () => void }) {
  const { t } = useTranslation();
  const queue = useQueue(chosen.id) ?? chosen;
  const others = useAttendance((state) => state.queues).filter(({ id }) => id !== queue.id);
  const [into, setInto] = useState(others[0]?.id);
  const { busy, error, ask } = useAsking();
  const needed = queue.live > 0 || error?.field === 'into';

  const submit = async () => {
    const done = await ask(async () => {
      const reply = await call('queues.remove', {
        queueId: queue.id,
        ...(into !== undefined && { into }),
      });
      return reply.ok ? undefined : reply.error;
    });
    if (!done) return;
    await loadAttendance();
    notify('ok', t('queues.removed'));
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      size="small"
      title={t('queues.removeTitle', { name: queue.name })}
      about={needed ? t('queues.removeAbout', { count: queue.live }) : t('queues.removeUnused')}
      save={t('queues.remove')}
      busy={busy}
      look="danger"
      error={error}
      onSubmit={submit}
    >
      {into !== undefined && (
        <Field label={t('queues.into')}>
          {(control) => (
            <Select
              {...control}
              value={String(into)}
              onValue={(value) => setInto(Number(value))}
              choices={others.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
