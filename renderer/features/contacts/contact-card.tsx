import { ArrowLeft, Ban, Copy, Merge, MessageSquareText, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ContactDetails } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { fullTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { useChannels } from '../../state/channels.ts';
import { changeContact, openContact } from '../../state/contacts.ts';
import { copy } from '../../state/copy.ts';
import { notify } from '../../state/ui.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Consent } from './consent.tsx';
import styles from './contact-card.module.css';
import { ContactForm } from './contact-form.tsx';
import { MergeContact } from './merge-contact.tsx';
import { WriteTo } from './write-to.tsx';

/** One person: what is known, what one may change, and what can be done. */
export function ContactCard({ contact }: { contact: ContactDetails }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'block' | 'merge' | 'write'>();
  const close = () => setDialog(undefined);
  const name = contact.displayName || t('contacts.unnamed');
  return (
    <article className={styles.card}>
      <button type="button" className={styles.back} onClick={() => void openContact(undefined)}>
        <ArrowLeft size={16} aria-hidden="true" />
        {t('contacts.title')}
      </button>
      <header className={styles.header}>
        <Avatar id={contact.id} name={contact.displayName} size="large" />
        <div className={styles.who}>
          <h2 dir="auto">{name}</h2>
          <AlsoCalled contact={contact} />
          <Numbers numbers={contact.numbers} />
        </div>
      </header>
      <div className={styles.actions}>
        <Button
          look="primary"
          icon={MessageSquareText}
          disabled={contact.blocked}
          onClick={() => setDialog('write')}
        >
          {t('contacts.write')}
        </Button>
        <Button icon={Merge} onClick={() => setDialog('merge')}>
          {t('contacts.merge.open')}
        </Button>
        <Blocker
          contact={contact}
          asking={dialog === 'block'}
          onAsk={() => setDialog('block')}
          onClose={close}
        />
      </div>
      {contact.blocked && <Banner tone="warn">{t('contacts.blockedAbout')}</Banner>}
      <ContactForm contact={contact} />
      <Consent contact={contact} />
      <Conversations contact={contact} />
      <Merges contact={contact} />
      {dialog === 'merge' && <MergeContact contact={contact} onClose={close} />}
      {dialog === 'write' && <WriteTo contact={contact} onClose={close} />}
    </article>
  );
}

/** What WhatsApp tells, where the shop calls them otherwise. */
function AlsoCalled({ contact: { ownName, savedName, pushName, displayName } }: { contact: ContactDetails }) {
  const { t } = useTranslation();
  const others = [
    savedName !== undefined && savedName !== displayName && t('contacts.savedAs', { name: savedName }),
    pushName !== undefined && pushName !== displayName && t('contacts.callsThemselves', { name: pushName }),
  ].filter((words) => words !== false);
  if (ownName === undefined && others.length === 0) return null;
  return (
    <p className={styles.faint} dir="auto">
      {others.join(' · ')}
    </p>
  );
}

function Numbers({ numbers }: { numbers: readonly string[] }) {
  const { t } = useTranslation();
  if (numbers.length === 0) return <p className={styles.faint}>{t('contact.hidden')}</p>;
  return (
    <ul className={styles.numbers}>
      {numbers.map((number) => (
        <li key={number}>
          {formatPhone(number)}
          <IconButton
            icon={Copy}
            label={t('contact.copy')}
            onClick={() =>
              copy(formatPhone(number), { done: t('contact.copied'), failed: t('common.copyFailed') })
            }
          />
        </li>
      ))}
    </ul>
  );
}

interface BlockerProps {
  contact: ContactDetails;
  asking: boolean;
  onAsk: () => void;
  onClose: () => void;
}

function Blocker({ contact, asking, onAsk, onClose }: BlockerProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [busy, setBusy] = useState(false);
  const name = contact.displayName || t('contacts.unnamed');
  const set = async (blocked: boolean) => {
    if (busy) return;
    setBusy(true);
    const refused = await changeContact('contacts.block', { contactId: contact.id, blocked });
    setBusy(false);
    onClose();
    if (refused) notify('bad', words(refused));
    else notify('ok', t(blocked ? 'contacts.wasBlocked' : 'contacts.wasUnblocked'));
  };
  if (contact.blocked) {
    return (
      <Button icon={Undo2} busy={busy} onClick={() => void set(false)}>
        {t('contacts.unblock')}
      </Button>
    );
  }
  return (
    <>
      <Button icon={Ban} onClick={onAsk}>
        {t('contacts.block')}
      </Button>
      <Confirm
        open={asking}
        onClose={onClose}
        title={t('contacts.blockAsk', { name })}
        about={t('contacts.blockAskAbout')}
        cancel={t('common.cancel')}
        confirm={t('contacts.block')}
        busy={busy}
        onConfirm={() => void set(true)}
      />
    </>
  );
}

function Conversations({ contact }: { contact: ContactDetails }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const channels = useChannels((state) => state.channels) ?? [];
  if (contact.conversations.length === 0) return null;
  return (
    <Section title={t('contacts.conversations')}>
      <ul className={styles.lines}>
        {contact.conversations.map(({ id, channelId, lastAt }) => (
          <li key={id}>
            <bdi>
              {channels.find((channel) => channel.id === channelId)?.name ?? t('inbox.channelRemoved')}
            </bdi>
            <span className={styles.faint}>
              {lastAt > 0
                ? t('contacts.lastMessage', { when: fullTime(lastAt, { language }) })
                : t('contacts.noMessage')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Merges({ contact }: { contact: ContactDetails }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const [undoing, setUndoing] = useState(false);
  const [error, setError] = useState<CallError>();
  if (contact.merges.length === 0) return null;
  const undo = async (mergeId: number) => {
    if (undoing) return;
    setUndoing(true);
    const reply = await call('contacts.undoMerge', { mergeId });
    setUndoing(false);
    if (!reply.ok) return setError(reply.error);
    notify('ok', t('contacts.merge.undone'));
    await openContact(contact.id);
  };
  return (
    <Section title={t('contacts.merge.title')}>
      <ul className={styles.lines}>
        {contact.merges.map(({ id, at, displayName, userName }, index) => (
          <li key={id}>
            <span>
              <bdi>{displayName || t('contacts.unnamed')}</bdi>
              <span className={styles.faint}>
                {t(userName === undefined ? 'contacts.merge.when' : 'contacts.merge.by', {
                  when: fullTime(at, { language }),
                  name: userName,
                })}
              </span>
            </span>
            {index === 0 && (
              <Button size="small" icon={Undo2} busy={undoing} onClick={() => void undo(id)}>
                {t('contacts.merge.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {error && <Banner tone="bad">{words(error)}</Banner>}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
