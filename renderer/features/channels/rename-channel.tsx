import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Channel } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { renameChannel } from '../../state/channels.ts';
import { notify } from '../../state/ui.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

export function RenameChannel({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [name, setName] = useState(channel.name);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  const submit = async () => {
    if (saving) return;
    setSaving(true);
    const refused = await renameChannel(channel.id, name);
    setSaving(false);
    setError(refused);
    if (refused) return;
    notify('ok', t('channels.renamed'));
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('channels.rename')}
      size="small"
      save={t('common.save')}
      busy={saving}
      onSubmit={submit}
    >
      <TextField
        label={t('channels.name')}
        maxLength={60}
        value={name}
        onValue={setName}
        error={error && words(error)}
      />
    </FormDialog>
  );
}
