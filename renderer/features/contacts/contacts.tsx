import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { loadContacts, useContacts } from '../../state/contacts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CounterPicture } from '../../ui/pictures.tsx';
import { ContactCard } from './contact-card.tsx';
import { ContactList } from './contact-list.tsx';
import styles from './contacts.module.css';

/** Everybody whom the shop knows (AT-10). */
export default function Contacts() {
  const { t } = useTranslation();
  const openId = useContacts((state) => state.openId);
  const details = useContacts((state) => state.details);
  useEffect(() => void loadContacts(), []);
  return (
    <div className={styles.contacts} data-shows={openId === undefined ? 'list' : 'card'}>
      <ContactList />
      <section className={styles.place} aria-label={t('contacts.card')} data-region="contact" tabIndex={-1}>
        {details ? (
          <ContactCard key={details.id} contact={details} />
        ) : (
          openId === undefined && (
            <EmptyState
              picture={<CounterPicture />}
              title={t('contacts.noneOpen.title')}
              about={t('contacts.noneOpen.about')}
            />
          )
        )}
      </section>
    </div>
  );
}
