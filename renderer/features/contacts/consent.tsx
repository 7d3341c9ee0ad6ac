import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ContactDetails } from '../../../preload/entities.ts';
import { fullTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { changeContact } from '../../state/contacts.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './contact-card.module.css';

/** Whether they agreed to be written to about offers, since when, and in whose words. */
export function Consent({ contact }: { contact: ContactDetails }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const [origin, setOrigin] = useState('');
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  const set = async (given: boolean) => {
    if (saving) return;
    setSaving(true);
    const refused = await changeContact('contacts.optIn', {
      contactId: contact.id,
      given,
      origin: given ? origin.trim() : '',
    });
    setSaving(false);
    setError(refused);
    if (!refused) setOrigin('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void set(true);
  };
  return (
    <section className={styles.section}>
      <h3>{t('contacts.consent.title')}</h3>
      {contact.optInAt === undefined ? (
        <form className={styles.form} onSubmit={submit}>
          <TextField
            label={t('contacts.consent.origin')}
            hint={t('contacts.consent.hint')}
            maxLength={120}
            value={origin}
            onValue={setOrigin}
            error={error && words(error)}
          />
          <div>
            <Button type="submit" busy={saving}>
              {t('contacts.consent.give')}
            </Button>
          </div>
        </form>
      ) : (
        <ul className={styles.lines}>
          <li>
            <span>
              <span>{t('contacts.consent.given', { when: fullTime(contact.optInAt, { language }) })}</span>
              <span className={styles.faint} dir="auto">
                {contact.optInOrigin}
              </span>
            </span>
            <Button size="small" busy={saving} onClick={() => void set(false)}>
              {t('contacts.consent.takeBack')}
            </Button>
          </li>
        </ul>
      )}
    </section>
  );
}
