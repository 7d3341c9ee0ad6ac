import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { loadSession, useSession } from '../../state/session.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './form.module.css';
import { ChannelLimitForm } from './channel-limit-form.tsx';
import { Page } from './page.tsx';
import { ShopZone } from './shop-zone.tsx';

export function Shop() {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.pages.shop')} about={t('shop.about')}>
      <ShopName />
      <SupportContact />
      <ShopZone />
      <ChannelLimitForm />
    </Page>
  );
}

function ShopName() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const known = useSession(({ session }) => (session?.phase === 'open' ? session.shopName : ''));
  const [name, setName] = useState(known);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    const reply = await call('shop.rename', { name });
    setSaving(false);
    setError(reply.ok ? undefined : reply.error);
    if (!reply.ok) return;
    notify('ok', t('shop.saved'));
    await loadSession();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('shop.name')}
        maxLength={60}
        value={name}
        onValue={setName}
        error={error && words(error)}
      />
      <div>
        <Button type="submit" look="primary" busy={saving} disabled={name === known}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

/** Whom *Suporte* names where a phone is linked (QR-11). */
function SupportContact() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [known, setKnown] = useState<string>();
  const [contact, setContact] = useState('');
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  useEffect(() => {
    const load = async () => {
      const reply = await call('shop.get');
      if (!reply.ok) return;
      setKnown(reply.value.supportContact);
      setContact(reply.value.supportContact);
    };
    void load();
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    const reply = await call('shop.setSupport', { contact });
    setSaving(false);
    setError(reply.ok ? undefined : reply.error);
    if (!reply.ok) return;
    setKnown(contact);
    notify('ok', t('shop.supportSaved'));
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('shop.support')}
        hint={t('shop.supportHint')}
        maxLength={60}
        disabled={known === undefined}
        value={contact}
        onValue={setContact}
        error={error && words(error)}
      />
      <div>
        <Button
          type="submit"
          look="primary"
          busy={saving}
          disabled={known === undefined || contact.trim() === known}
        >
          {t('shop.saveSupport')}
        </Button>
      </div>
    </form>
  );
}
