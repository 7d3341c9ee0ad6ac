import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ContactRow } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useChannel, useChannels } from '../../state/channels.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { isInUse } from '../channels/channel-state.ts';
import styles from './schedule-dialog.module.css';

const FOUND = 5;

/** Whom a message goes to, and through which channel. One of the two ids is known. */
export interface Recipient {
  readonly conversationId?: number;
  readonly contactId?: number;
  readonly channelId: number;
  readonly name: string;
}

interface RecipientFieldProps {
  recipient: Recipient | undefined;
  /** It can be read, not changed. */
  settled: boolean;
  error: string | undefined;
  onRecipient: (recipient: Recipient | undefined) => void;
}

export function RecipientField({ recipient, settled, error, onRecipient }: RecipientFieldProps) {
  const { t } = useTranslation();
  const channel = useChannel(recipient?.channelId);
  const channels = (useChannels((state) => state.channels) ?? []).filter(isInUse);
  const [first] = channels;
  if (!settled && !first) return <Banner tone="warn">{t('contacts.noChannel')}</Banner>;
  if (!recipient) {
    return (
      <ContactChoice
        error={error}
        onContact={({ id, displayName }) =>
          first && onRecipient({ contactId: id, channelId: first.id, name: displayName })
        }
      />
    );
  }
  const name = recipient.name || t('contacts.unnamed');
  return (
    <>
      <div className={styles.who}>
        <Avatar id={recipient.contactId ?? recipient.conversationId ?? 0} name={name} />
        <span className={styles.whoWords}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          {(settled || channels.length === 1) && channel && (
            <span className={styles.faint}>{t('schedules.through', { channel: channel.name })}</span>
          )}
        </span>
        {!settled && (
          <Button size="small" onClick={() => onRecipient(undefined)}>
            {t('schedules.change')}
          </Button>
        )}
      </div>
      {!settled && channels.length > 1 && (
        <Field label={t('contacts.throughChannel')}>
          {(control) => (
            <Select
              {...control}
              value={String(recipient.channelId)}
              onValue={(value) => onRecipient({ ...recipient, channelId: Number(value) })}
              choices={channels.map(({ id, name: label }) => ({ value: String(id), label }))}
            />
          )}
        </Field>
      )}
    </>
  );
}

interface ContactChoiceProps {
  error: string | undefined;
  onContact: (contact: ContactRow) => void;
}

function ContactChoice({ error, onContact }: ContactChoiceProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<{ query: string; rows: readonly ContactRow[] }>();
  const list = useRef<HTMLUListElement>(null);
  const [failed, setFailed] = useState<CallError>();
  useEffect(() => {
    let current = true;
    const look = async () => {
      const reply = await call('contacts.list', { query, show: 'all', limit: FOUND });
      if (!current) return;
      if (reply.ok) setFound({ query, rows: reply.value.rows });
      setFailed(reply.ok ? undefined : reply.error);
    };
    void look();
    return () => {
      current = false;
    };
  }, [query]);
  /** Enter takes the first of who was found; it would send the form, to nobody yet. */
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') list.current?.querySelector('button')?.focus();
    else if (event.key !== 'Enter' || query.trim() === '') return;
    event.preventDefault();
    const first = found?.query === query ? found.rows[0] : undefined;
    if (event.key === 'Enter' && first) onContact(first);
  };
  return (
    <>
      <TextField
        label={t('schedules.to')}
        placeholder={t('contacts.search')}
        data-first-focus
        maxLength={200}
        value={query}
        onValue={setQuery}
        onKeyDown={press}
        error={error ?? (failed && words(failed))}
      />
      <ul ref={list} className={styles.found} aria-label={t('contacts.title')}>
        {found?.rows.map((contact) => (
          <li key={contact.id}>
            <button type="button" className={styles.one} onClick={() => onContact(contact)}>
              <Avatar id={contact.id} name={contact.displayName} size="small" />
              <span className={styles.name} dir="auto">
                {contact.displayName || t('contacts.unnamed')}
              </span>
              <span className={styles.faint}>
                {contact.number === undefined ? t('contacts.numberHidden') : formatPhone(contact.number)}
              </span>
            </button>
          </li>
        ))}
        {found?.rows.length === 0 && <li className={styles.faint}>{t('contacts.notFound')}</li>}
      </ul>
    </>
  );
}
