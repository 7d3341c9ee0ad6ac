import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttendance } from '../../state/attendance.ts';
import { useUser } from '../../state/session.ts';
import { switchUser } from '../../state/switch-user.ts';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { PeopleChoice } from './people-choice.tsx';
import { PinForm } from './pin-form.tsx';

/** Somebody else takes the counter: who, PIN, and on in the same place (AT-6). */
export function SwitchUser({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useUser();
  const others = useAttendance((state) => state.people).filter(({ id }) => id !== me?.id);
  const [chosen, setChosen] = useState<number>();
  const userId = chosen ?? others[0]?.id;
  const enter = async (id: number, pin: string) => {
    const refused = await switchUser(id, pin);
    if (!refused) onClose();
    return refused;
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={t('lock.switch')}
      about={others.length === 0 ? t('lock.nobodyElse') : t('lock.switchAbout')}
      closeLabel={t('common.close')}
    >
      <DialogContent>
        <PeopleChoice users={others} userId={userId} onUser={setChosen} />
        {userId !== undefined && <PinForm key={userId} enter={(pin) => enter(userId, pin)} />}
      </DialogContent>
    </Dialog>
  );
}
