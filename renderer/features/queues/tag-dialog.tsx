import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tag } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { loadAttendance, useAttendance } from '../../state/attendance.ts';
import { notify } from '../../state/ui.ts';
import { HuePicker } from '../../ui/hue-picker.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { useHueNames } from './hue-names.ts';

/** A new tag, or one that is changed. */
export function TagDialog({ tag, onClose }: { tag?: Tag; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const count = useAttendance((state) => state.tags.length);
  const hues = useHueNames();
  const [name, setName] = useState(tag?.name ?? '');
  const [hue, setHue] = useState(tag?.hue ?? count % hues.length);
  const { busy, error, ask } = useAsking();

  const submit = async () => {
    const done = await ask(async () => {
      const reply = tag
        ? await call('tags.update', { tagId: tag.id, name, hue })
        : await call('tags.create', { name, hue });
      return reply.ok ? undefined : reply.error;
    });
    if (!done) return;
    await loadAttendance();
    notify('ok', t('tags.saved'));
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      size="small"
      title={tag ? t('tags.edit') : t('tags.add')}
      save={t('common.save')}
      busy={busy}
      onSubmit={submit}
    >
      <TextField
        label={t('tags.name')}
        maxLength={60}
        value={name}
        onValue={setName}
        error={error && words(error)}
      />
      <HuePicker label={t('tags.colour')} names={hues} value={hue} onValue={setHue} />
    </FormDialog>
  );
}
