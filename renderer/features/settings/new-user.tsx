import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { notify } from '../../state/ui.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { checkPins } from '../setup/check-pins.ts';
import { isAboutName, MemberFields, type MemberTyped } from './member-fields.tsx';
import { isAboutPin, PinPair } from './pin-pair.tsx';

interface NewUserProps {
  onClose: () => void;
  onCreated: () => void;
}

export function NewUser({ onClose, onCreated }: NewUserProps) {
  const { t } = useTranslation();
  const [member, setMember] = useState<MemberTyped>({ name: '', role: 'receptionist' });
  const [pins, setPins] = useState({ pin: '', again: '' });
  const { busy, error, setError, ask } = useAsking();

  const submit = async () => {
    const wrong = checkPins(pins.pin, pins.again);
    setError(wrong);
    if (wrong) return;
    const done = await ask(async () => {
      const reply = await call('users.create', { ...member, pin: pins.pin });
      return reply.ok ? undefined : reply.error;
    });
    if (!done) return;
    notify('ok', t('team.added', { name: member.name.trim() }));
    onCreated();
  };
  const beside = error !== undefined && (isAboutName(error) || isAboutPin(error));
  return (
    <FormDialog
      onClose={onClose}
      title={t('team.add')}
      about={t('team.addAbout')}
      save={t('team.create')}
      busy={busy}
      error={beside ? undefined : error}
      onSubmit={submit}
    >
      <MemberFields typed={member} onTyped={setMember} error={error} />
      <PinPair typed={pins} onTyped={setPins} error={error} />
    </FormDialog>
  );
}
