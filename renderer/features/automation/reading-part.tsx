import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ChannelPreferences } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { notify } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './automation.module.css';

const SWITCHES = ['syncMessages', 'listAllContacts', 'ownMessagesOnly'] as const;

/** What is mirrored from the phone, who is listed, and who reads what (PR-3, PR-4, PR-5): each takes effect at once. */
export function ReadingPart({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [known, setKnown] = useState<ChannelPreferences>();
  const [error, setError] = useState<CallError>();
  useEffect(() => {
    const load = async () => {
      const reply = await call('channelPreferences.get', { channelId });
      if (reply.ok) setKnown(reply.value);
      else setError(reply.error);
    };
    void load();
  }, [channelId]);

  const set = async (changes: Partial<ChannelPreferences>) => {
    const reply = await call('channelPreferences.set', { channelId, changes });
    setError(reply.ok ? undefined : reply.error);
    if (!reply.ok) return;
    setKnown(reply.value);
    notify('ok', t('automation.saved'));
  };
  return (
    <section className={styles.part} aria-label={t('automation.reading.title')}>
      <h2>{t('automation.reading.title')}</h2>
      {error && <Banner tone="bad">{words(error)}</Banner>}
      {SWITCHES.map((name) => (
        <Switch
          key={name}
          label={t(`automation.reading.${name}`)}
          about={t(`automation.reading.${name}About`)}
          disabled={!known}
          checked={known?.[name] ?? false}
          onChecked={(on) => void set({ [name]: on })}
        />
      ))}
    </section>
  );
}
