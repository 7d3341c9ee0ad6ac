import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Role } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { notify } from '../../state/ui.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { checkPins } from '../setup/check-pins.ts';
import { PinPair } from './pin-pair.tsx';

interface NewUserProps {
  onClose: () => void;
  onCreated: () => void;
}

export function NewUser({ onClose, onCreated }: NewUserProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('receptionist');
  const [typed, setTyped] = useState({ pin: '', again: '' });
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  const beside = (field: string) => (error?.field === field ? words(error) : undefined);

  const submit = async () => {
    if (saving) return;
    const wrong = checkPins(typed.pin, typed.again);
    setError(wrong);
    if (wrong) return;
    setSaving(true);
    const reply = await call('users.create', { name, role, pin: typed.pin });
    setSaving(false);
    if (!reply.ok) {
      setError(reply.error.code === 'name-taken' ? { ...reply.error, field: 'name' } : reply.error);
      return;
    }
    notify('ok', t('team.added', { name: name.trim() }));
    onCreated();
  };
  const known = error?.field !== undefined && ['name', 'pin', 'again'].includes(error.field);
  return (
    <FormDialog
      onClose={onClose}
      title={t('team.add')}
      about={t('team.addAbout')}
      save={t('team.create')}
      busy={saving}
      error={known ? undefined : error}
      onSubmit={submit}
    >
      <TextField
        label={t('team.name')}
        maxLength={60}
        value={name}
        onValue={setName}
        error={beside('name')}
      />
      <ChoiceCards
        label={t('team.role')}
        value={role}
        onValue={setRole}
        choices={[
          { value: 'receptionist', label: t('roles.receptionist'), content: t('roles.receptionistMay') },
          { value: 'manager', label: t('roles.manager'), content: t('roles.managerMay') },
        ]}
      />
      <PinPair typed={typed} onTyped={setTyped} error={error} />
    </FormDialog>
  );
}
