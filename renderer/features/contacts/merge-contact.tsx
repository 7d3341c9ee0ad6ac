import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ContactDetails, ContactRow } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { openContact } from '../../state/contacts.ts';
import { notify } from '../../state/ui.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './merge-contact.module.css';

const FOUND = 6;

/** Finds the other contact of the same person, and says what becomes of it before it does. */
export function MergeContact({ contact, onClose }: { contact: ContactDetails; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly ContactRow[]>([]);
  const [other, setOther] = useState<ContactRow>();
  const [merging, setMerging] = useState(false);
  const [error, setError] = useState<CallError>();

  useEffect(() => {
    let current = true;
    const look = async () => {
      const reply = await call('contacts.list', { query, show: 'all', limit: FOUND + 1 });
      if (!current) return;
      if (!reply.ok) return setError(reply.error);
      setFound(reply.value.rows.filter(({ id }) => id !== contact.id).slice(0, FOUND));
    };
    void look();
    return () => {
      current = false;
    };
  }, [query, contact.id]);

  const merge = async () => {
    if (!other || merging) return;
    setMerging(true);
    const reply = await call('contacts.merge', { into: contact.id, from: other.id });
    setMerging(false);
    if (!reply.ok) return setError(reply.error);
    notify('ok', t('contacts.merge.done'));
    onClose();
    await openContact(contact.id);
  };
  const name = contact.displayName || t('contacts.unnamed');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('contacts.merge.open')}
      about={t('contacts.merge.about', { name })}
      closeLabel={t('common.close')}
    >
      <DialogContent>
        <TextField
          label={t('contacts.merge.find')}
          maxLength={200}
          value={query}
          onValue={(next) => {
            setQuery(next);
            setOther(undefined);
          }}
        />
        <ul className={styles.found} aria-label={t('contacts.merge.found')}>
          {found.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className={styles.row}
                aria-pressed={row.id === other?.id}
                onClick={() => setOther(row)}
              >
                <Avatar id={row.id} name={row.displayName} size="small" />
                <span className={styles.name} dir="auto">
                  {row.displayName || t('contacts.unnamed')}
                </span>
                <span className={styles.number}>
                  {row.number === undefined ? t('contacts.numberHidden') : formatPhone(row.number)}
                </span>
              </button>
            </li>
          ))}
          {found.length === 0 && <li className={styles.none}>{t('contacts.notFound')}</li>}
        </ul>
        {other && (
          <Banner tone="info">
            {t('contacts.merge.preview', { from: other.displayName || t('contacts.unnamed'), into: name })}
          </Banner>
        )}
        {error && <Banner tone="bad">{words(error)}</Banner>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" busy={merging} disabled={!other} onClick={() => void merge()}>
          {t('contacts.merge.do')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
