import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { goToDate } from '../../state/conversation.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { FormDialog } from '../forms/form-dialog.tsx';

/** `2026-11-25`, as date fields hold it, of the window's own day. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Goes to the first message of a day, or to the next one after it. */
export function JumpToDate({ from, onClose }: { from: number; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [day, setDay] = useState(() => dayOf(from));
  const [error, setError] = useState<CallError>();
  const now = useNow('half-minute');
  const at = new Date(`${day}T00:00`).getTime();
  const submit = async () => {
    if (Number.isNaN(at) || at < 0) return;
    const wrong = await goToDate(at);
    setError(wrong);
    if (!wrong) onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('inbox.jump.title')}
      size="small"
      save={t('inbox.jump.go')}
      disabled={Number.isNaN(at)}
      onSubmit={submit}
    >
      <TextField
        type="date"
        label={t('inbox.jump.day')}
        hint={t('inbox.jump.hint')}
        error={error && words(error)}
        value={day}
        max={dayOf(now)}
        onValue={setDay}
      />
    </FormDialog>
  );
}
