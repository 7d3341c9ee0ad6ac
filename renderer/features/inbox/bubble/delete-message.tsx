import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../preload/entities.ts';
import { useErrorWords } from '../../../i18n/words.ts';
import { deleteMessage } from '../../../state/message-actions.ts';
import { notify } from '../../../state/ui.ts';
import { Confirm } from '../../../ui/confirm.tsx';

/** Asks before a message goes from the contact's phone too. */
export function DeleteMessage({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const error = await deleteMessage(message.id);
    setBusy(false);
    onClose();
    if (error) notify('bad', words(error));
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('message.delete.title')}
      about={t('message.delete.about')}
      cancel={t('common.cancel')}
      confirm={t('message.delete.confirm')}
      busy={busy}
      onConfirm={() => void remove()}
    />
  );
}
