import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { loadAttendance, useAttendance } from '../../state/attendance.ts';
import { notify } from '../../state/ui.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { HuePicker } from '../../ui/hue-picker.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { useHueNames } from './hue-names.ts';
import styles from './queues-page.module.css';

/** A new queue, or one that is changed. */
export function QueueDialog({ queue, onClose }: { queue?: Queue; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const people = useAttendance((state) => state.people);
  const count = useAttendance((state) => state.queues.length);
  const hues = useHueNames();
  const [name, setName] = useState(queue?.name ?? '');
  const [hue, setHue] = useState(queue?.hue ?? count % hues.length);
  const [memberIds, setMemberIds] = useState<readonly number[]>(queue?.memberIds ?? []);
  const { busy, error, ask } = useAsking();
  const aboutName = error?.field === 'name' || error?.code === 'name-taken';

  const submit = async () => {
    const about = { name, hue, memberIds: [...memberIds] };
    const done = await ask(async () => {
      const reply = queue
        ? await call('queues.update', { queueId: queue.id, ...about })
        : await call('queues.create', about);
      return reply.ok ? undefined : reply.error;
    });
    if (!done) return;
    await loadAttendance();
    notify('ok', t('queues.saved'));
    onClose();
  };
  const tick = (id: number, ticked: boolean) =>
    setMemberIds((before) => (ticked ? [...before, id] : before.filter((each) => each !== id)));
  return (
    <FormDialog
      onClose={onClose}
      size="small"
      title={queue ? t('queues.edit') : t('queues.add')}
      save={t('common.save')}
      busy={busy}
      error={aboutName ? undefined : error}
      onSubmit={submit}
    >
      <TextField
        label={t('queues.name')}
        maxLength={60}
        value={name}
        onValue={setName}
        error={aboutName ? words(error) : undefined}
      />
      <HuePicker label={t('queues.colour')} names={hues} value={hue} onValue={setHue} />
      <fieldset className={styles.people}>
        <legend className={styles.legend}>{t('queues.members')}</legend>
        {people.map((person) => (
          <Checkbox
            key={person.id}
            label={person.name}
            picture={<Avatar id={person.id} name={person.name} size="small" />}
            checked={memberIds.includes(person.id)}
            onChecked={(ticked) => tick(person.id, ticked)}
          />
        ))}
      </fieldset>
      <p className={styles.everyone}>{t('queues.membersHint')}</p>
    </FormDialog>
  );
}
