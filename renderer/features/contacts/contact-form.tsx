import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetails } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { changeContact } from '../../state/contacts.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAsking } from '../forms/use-asking.ts';
import styles from './contact-card.module.css';

type Field = 'name' | 'email' | 'note';

/** Holds what was typed and no more: a merge may bring the rest while the card is open. */
export function ContactForm({ contact }: { contact: ContactDetails }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const known = { name: contact.ownName ?? '', email: contact.email ?? '', note: contact.note };
  const [changes, setChanges] = useState<Partial<Record<Field, string>>>({});
  const { busy, error, ask } = useAsking();
  const { name, email, note } = { ...known, ...changes };
  const change = (field: Field) => (value: string) =>
    setChanges((before) => {
      const { [field]: _, ...others } = before;
      return value === known[field] ? others : { ...others, [field]: value };
    });

  const changed = Object.keys(changes).length > 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!changed) return;
    const sent = { ...changes, ...(changes.email !== undefined && { email: changes.email.trim() }) };
    const done = await ask(() => changeContact('contacts.edit', { contactId: contact.id, ...sent }));
    if (!done) return;
    // What was typed meanwhile is still to be saved.
    setChanges((now) => (now === changes ? {} : now));
    notify('ok', t('contacts.saved'));
  };
  const wrong = (field: string) => (error?.field === field ? words(error) : undefined);
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div className={styles.pair}>
        <TextField
          label={t('contacts.name')}
          hint={t('contacts.nameHint')}
          maxLength={60}
          value={name}
          onValue={change('name')}
          error={wrong('name')}
        />
        <TextField
          label={t('contacts.email')}
          type="text"
          inputMode="email"
          maxLength={254}
          value={email}
          onValue={change('email')}
          error={wrong('email')}
        />
      </div>
      <TextArea
        label={t('contacts.note')}
        rows={3}
        maxLength={2000}
        value={note}
        onValue={change('note')}
        error={wrong('note') ?? (error && error.field === undefined ? words(error) : undefined)}
      />
      <div>
        <Button type="submit" busy={busy} disabled={!changed}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
