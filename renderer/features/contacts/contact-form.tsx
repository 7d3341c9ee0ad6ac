import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ContactDetails } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { changeContact } from '../../state/contacts.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './contact-card.module.css';

export function ContactForm({ contact }: { contact: ContactDetails }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const known = { name: contact.ownName ?? '', email: contact.email ?? '', note: contact.note };
  const [name, setName] = useState(known.name);
  const [email, setEmail] = useState(known.email);
  const [note, setNote] = useState(known.note);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  const changed = name !== known.name || email !== known.email || note !== known.note;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (saving || !changed) return;
    setSaving(true);
    const refused = await changeContact('contacts.edit', {
      contactId: contact.id,
      name,
      email: email.trim(),
      note,
    });
    setSaving(false);
    setError(refused);
    if (!refused) notify('ok', t('contacts.saved'));
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
          onValue={setName}
          error={wrong('name')}
        />
        <TextField
          label={t('contacts.email')}
          type="text"
          inputMode="email"
          maxLength={254}
          value={email}
          onValue={setEmail}
          error={wrong('email')}
        />
      </div>
      <TextArea
        label={t('contacts.note')}
        rows={3}
        maxLength={2000}
        value={note}
        onValue={setNote}
        error={wrong('note') ?? (error && error.field === undefined ? words(error) : undefined)}
      />
      <div>
        <Button type="submit" busy={saving} disabled={!changed}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
