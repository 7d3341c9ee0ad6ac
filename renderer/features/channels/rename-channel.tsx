import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { renameChannel } from '../../state/channels.ts';
import { notify } from '../../state/ui.ts';
import { TextField } from '../../ui/text-field.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';

export function RenameChannel({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [name, setName] = useState(channel.name);
  const { busy, error, ask } = useAsking();
  const submit = async () => {
    if (!(await ask(() => renameChannel(channel.id, name)))) return;
    notify('ok', t('channels.renamed'));
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('channels.rename')}
      size="small"
      save={t('common.save')}
      busy={busy}
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
