import { Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../state/channels.ts';
import { Banner } from '../../ui/banner.tsx';
import { DeclareSeen } from './declare-seen.tsx';
import styles from './phone-banner.module.css';
import { LEVEL_TONES, reminded } from './worst-phone.ts';

/** The worst reminder over all channels, wherever one is in the window (PH-6). */
export function PhoneBanner() {
  const { t } = useTranslation();
  const [worst, ...others] = reminded(useChannels((state) => state.channels) ?? []);
  if (!worst) return null;
  const { channel, reminder, day } = worst;
  return (
    <section className={styles.place} aria-label={t('phone.lastSeen')}>
      <Banner
        tone={LEVEL_TONES[reminder.level]}
        icon={Smartphone}
        live
        action={<DeclareSeen key={channel.id} channel={channel} />}
      >
        <strong className={styles.title}>{t(`phone.reminder.${reminder.level}`)}.</strong>{' '}
        {t('phone.reminder.about', { channel: channel.name, day })}
        {others.length > 0 && ` ${t('phone.reminder.others', { count: others.length })}`}
      </Banner>
    </section>
  );
}
