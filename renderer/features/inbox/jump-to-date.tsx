import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { goToDate } from '../../state/conversation.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { dateOf, startOfDay } from '../forms/local-fields.ts';

/** Goes to the first message of a day, or to the next one after it. */
export function JumpToDate({ from, onClose }: { from: number; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [day, setDay] = useState(() => dateOf(from));
  const [error, setError] = useState<CallError>();
  const now = useNow('half-minute');
  const at = startOfDay(day);
  const submit = async () => {
    if (at === undefined) return;
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
      disabled={at === undefined}
      onSubmit={submit}
    >
      <TextField
        type="date"
        label={t('inbox.jump.day')}
        hint={t('inbox.jump.hint')}
        error={error && words(error)}
        value={day}
        max={dateOf(now)}
        onValue={setDay}
      />
    </FormDialog>
  );
}
