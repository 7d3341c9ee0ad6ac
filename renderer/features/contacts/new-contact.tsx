import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/words.ts';
import { changeContact } from '../../state/contacts.ts';
import { TextField } from '../../ui/text-field.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';

/** `typed` is what was looked for and not found: a number, or else a name. */
export function NewContact({ typed = '', onClose }: { typed?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const isNumber = /\d{4}/.test(typed.replaceAll(/\D/g, ''));
  const [name, setName] = useState(isNumber ? '' : typed.trim().slice(0, 60));
  const [number, setNumber] = useState(isNumber ? typed.trim().slice(0, 40) : '');
  const { busy, error, ask } = useAsking();
  const submit = async () => {
    if (await ask(() => changeContact('contacts.create', { name, number }))) onClose();
  };
  const wrong = (field: string) => (error?.field === field ? words(error) : undefined);
  return (
    <FormDialog
      onClose={onClose}
      title={t('contacts.new')}
      size="small"
      save={t('common.save')}
      busy={busy}
      onSubmit={submit}
    >
      <TextField
        label={t('contacts.name')}
        maxLength={60}
        value={name}
        onValue={setName}
        error={wrong('name')}
      />
      <TextField
        label={t('contacts.number')}
        hint={t('contacts.numberHint')}
        inputMode="tel"
        maxLength={40}
        value={number}
        onValue={setNumber}
        error={wrong('number') ?? (error && error.field === undefined ? words(error) : undefined)}
      />
    </FormDialog>
  );
}
