import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../../preload/entities.ts';
import type { QueueHours as Known } from '../../../preload/entities/hours.ts';
import { call } from '../../bridge.ts';
import { useChannels } from '../../state/channels.ts';
import { notify } from '../../state/ui.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { isInUse } from '../channels/channel-state.ts';
import { HoursEditor } from '../hours/hours-editor.tsx';

/** Hours of a queue's own; without them it goes by those of each channel (AT-7). */
export function QueueHours({ queue, onClose }: { queue: Queue; onClose: () => void }) {
  const { t } = useTranslation();
  const firstChannel = useChannels((state) => state.channels)?.find(isInUse);
  const [draft, setDraft] = useState<Known>();
  const { busy, error, setError, ask } = useAsking();
  useEffect(() => {
    const load = async () => {
      const reply = await call('hours.ofQueue', { queueId: queue.id });
      if (reply.ok) setDraft(reply.value);
      else setError(reply.error);
    };
    void load();
  }, [queue.id, setError]);

  const change = (part: Partial<Known>) => setDraft((before) => before && { ...before, ...part });
  const submit = async () => {
    if (!draft) return;
    const { queueId, own, hours } = draft;
    const done = await ask(async () => {
      const reply = await call('hours.setOfQueue', { queueId, ...(own && { hours }) });
      return reply.ok ? undefined : reply.error;
    });
    if (!done) return;
    notify('ok', t('hours.saved'));
    onClose();
  };
  return (
    <FormDialog
      size="large"
      title={t('queues.hours.title', { name: queue.name })}
      save={t('common.save')}
      busy={busy}
      disabled={!draft}
      error={error}
      onClose={onClose}
      onSubmit={submit}
    >
      {!draft && !error && <Skeleton width="100%" height="12rem" />}
      {draft && (
        <Switch
          label={t('queues.hours.own')}
          about={t('queues.hours.ownAbout')}
          checked={draft.own}
          onChecked={(own) => change({ own })}
        />
      )}
      {draft?.own === true && (
        <HoursEditor
          hours={draft.hours}
          onChange={(part) => change({ hours: { ...draft.hours, ...part } })}
          offered={draft.offered}
          error={error}
          previewOf={firstChannel?.id}
        />
      )}
    </FormDialog>
  );
}
