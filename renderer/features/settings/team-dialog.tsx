import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput, Reply } from '../../../preload/contract.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { loadAttendance } from '../../state/attendance.ts';
import { notify } from '../../state/ui.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { checkPins } from '../setup/check-pins.ts';
import { isAboutName, MemberFields, type MemberTyped } from './member-fields.tsx';
import { isAboutPin, PinPair } from './pin-pair.tsx';

export type Member = CallOutput<'users.list'>[number];

export interface TeamAct {
  what: 'edit' | 'pin' | 'remove' | 'restore';
  user: Member;
}

interface TeamDialogProps extends TeamAct {
  onClose: () => void;
  onDone: () => void;
}

const refusalOf = (reply: Reply<unknown>) => (reply.ok ? undefined : reply.error);

/** What a manager does with one person of the team (AT-6). */
export function TeamDialog(props: TeamDialogProps) {
  switch (props.what) {
    case 'edit':
      return <EditMember {...props} />;
    case 'pin':
    case 'restore':
      return <NewPin {...props} />;
    case 'remove':
      return <RemoveMember {...props} />;
  }
}

function EditMember({ user, onClose, onDone }: TeamDialogProps) {
  const { t } = useTranslation();
  const [member, setMember] = useState<MemberTyped>({ name: user.name, role: user.role });
  const { busy, error, ask } = useAsking();

  const submit = async () => {
    const done = await ask(async () => refusalOf(await call('users.update', { userId: user.id, ...member })));
    if (!done) return;
    void loadAttendance();
    notify('ok', t('team.saved'));
    onDone();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('team.edit')}
      save={t('common.save')}
      busy={busy}
      error={error && isAboutName(error) ? undefined : error}
      onSubmit={submit}
    >
      <MemberFields typed={member} onTyped={setMember} error={error} />
    </FormDialog>
  );
}

/** For whoever forgot theirs, and for whoever comes back. */
function NewPin({ what, user, onClose, onDone }: TeamDialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ pin: '', again: '' });
  const { busy, error, setError, ask } = useAsking();
  const { name } = user;

  const submit = async () => {
    const wrong = checkPins(typed.pin, typed.again);
    setError(wrong);
    if (wrong) return;
    const about = { userId: user.id, pin: typed.pin };
    const done = await ask(async () =>
      refusalOf(what === 'pin' ? await call('users.setPin', about) : await call('users.restore', about)),
    );
    if (!done) return;
    void loadAttendance();
    notify('ok', what === 'pin' ? t('team.pinSet', { name }) : t('team.restored', { name }));
    onDone();
  };
  return (
    <FormDialog
      onClose={onClose}
      size="small"
      title={what === 'pin' ? t('team.setPinOf', { name }) : t('team.restoreTitle', { name })}
      about={what === 'pin' ? t('team.setPinAbout') : t('team.restoreAbout')}
      save={what === 'pin' ? t('common.save') : t('team.restore')}
      busy={busy}
      error={error && isAboutPin(error) ? undefined : error}
      onSubmit={submit}
    >
      <PinPair typed={typed} onTyped={setTyped} error={error} />
    </FormDialog>
  );
}

function RemoveMember({ user, onClose, onDone }: TeamDialogProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { busy, ask } = useAsking();
  const { name } = user;
  const remove = async () => {
    await ask(async () => {
      const refused = refusalOf(await call('users.remove', { userId: user.id }));
      if (refused) notify('bad', words(refused));
      else notify('ok', t('team.removed', { name }));
      return refused;
    });
    void loadAttendance();
    onDone();
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('team.removeTitle', { name })}
      about={t('team.removeAbout', { name })}
      cancel={t('common.cancel')}
      confirm={t('team.remove')}
      busy={busy}
      onConfirm={() => void remove()}
    />
  );
}
