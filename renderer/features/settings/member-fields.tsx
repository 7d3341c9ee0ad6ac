import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Role } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface MemberTyped {
  readonly name: string;
  readonly role: Role;
}

interface MemberFieldsProps {
  typed: MemberTyped;
  onTyped: (typed: MemberTyped) => void;
  /** Shown here when it is about the name. */
  error: CallError | undefined;
}

/** Who somebody of the team is and what they may do, for a new one and a known one (AT-6). */
export function MemberFields({ typed, onTyped, error }: MemberFieldsProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  return (
    <>
      <TextField
        label={t('team.name')}
        maxLength={60}
        value={typed.name}
        onValue={(name) => onTyped({ ...typed, name })}
        error={error && isAboutName(error) ? words(error) : undefined}
      />
      <ChoiceCards
        label={t('team.role')}
        value={typed.role}
        onValue={(role) => onTyped({ ...typed, role })}
        choices={[
          { value: 'receptionist', label: t('roles.receptionist'), content: t('roles.receptionistMay') },
          { value: 'manager', label: t('roles.manager'), content: t('roles.managerMay') },
        ]}
      />
    </>
  );
}

/** Whether a refusal stands beside the name. */
export function isAboutName({ field, code }: CallError): boolean {
  return field === 'name' || code === 'name-taken';
}
