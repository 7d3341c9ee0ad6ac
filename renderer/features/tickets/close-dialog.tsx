import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useAttendance } from '../../state/attendance.ts';
import { closeTicket, stopAsking } from '../../state/tickets.ts';
import { announce } from '../../state/ui.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';

const NO_REASON = '';

/** *Encerrar*: why, and what the customer hears of it (AT-4, AT-11). Enter closes with what stands there. */
export function CloseDialog({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const settings = useAttendance((state) => state.settings);
  const reasons = useAttendance((state) => state.reasons).filter(({ retired }) => !retired);
  const [reasonId, setReasonId] = useState<number>();
  const [farewell, setFarewell] = useState(true);
  const [rating, setRating] = useState(settings?.ratingAsked ?? false);
  const { busy, error, ask } = useAsking();
  const required = settings?.closingReasonRequired === true;
  const aboutReason = error?.field === 'reasonId';

  const submit = async () => {
    const { conversationId } = ticket;
    const reason = reasonId === undefined ? {} : { reasonId };
    if (!(await ask(() => closeTicket({ conversationId, farewell, rating, ...reason })))) return;
    stopAsking();
    announce(t('tickets.close.done'));
  };
  return (
    <FormDialog
      onClose={stopAsking}
      size="small"
      title={t('tickets.close.title')}
      about={t('tickets.close.about')}
      save={t('tickets.close.label')}
      busy={busy}
      saveFirst
      error={aboutReason ? undefined : error}
      onSubmit={submit}
    >
      {(reasons.length > 0 || required) && (
        <Field
          label={required ? t('tickets.close.reason') : t('tickets.close.reasonOptional')}
          error={aboutReason ? words(error) : undefined}
        >
          {(control) => (
            <Select
              {...control}
              value={reasonId === undefined ? NO_REASON : String(reasonId)}
              onValue={(value) => setReasonId(value === NO_REASON ? undefined : Number(value))}
              choices={[
                {
                  value: NO_REASON,
                  label: required ? t('tickets.close.chooseReason') : t('tickets.close.noReason'),
                },
                ...reasons.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
          )}
        </Field>
      )}
      <Checkbox
        label={t('tickets.close.farewell')}
        about={t('tickets.close.farewellAbout')}
        checked={farewell}
        onChecked={setFarewell}
      />
      <Checkbox
        label={t('tickets.close.rating')}
        about={t('tickets.close.ratingAbout')}
        checked={rating}
        onChecked={setRating}
      />
    </FormDialog>
  );
}
