import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Channel } from '../../../preload/entities.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { fullTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card } from '../../ui/card.tsx';
import { Part } from '../settings/page.tsx';
import { Check, Checked, Connect, Remove, Rename, Reset } from './channel-actions.tsx';
import { PhoneLine, StateLine } from './channel-facts.tsx';
import styles from './channel-page.module.css';

export function ConnectionTab({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [error, setError] = useState<CallError>();
  return (
    <div className={styles.tab}>
      <Part title={t('channel.identity')}>
        <Identity channel={channel} />
      </Part>
      <Part title={t('channel.state')}>
        <StateLine channel={channel} />
        {channel.phone && <PhoneLine phone={channel.phone} />}
        {error && (
          <Banner tone="bad" live>
            {words(error)}
          </Banner>
        )}
      </Part>
      <Part title={t('channel.check')} about={t('channel.checkAbout')}>
        <div className={styles.row}>
          <Connect channel={channel} onRefused={setError} />
          <Check channel={channel} />
          <Checked channel={channel} />
        </div>
      </Part>
      {channel.linkedAt !== undefined && (
        <Part title={t('channel.another')} about={t('channel.anotherAbout')}>
          <Reset channel={channel} />
        </Part>
      )}
      <Part title={t('channel.leave')} about={t('channel.leaveAbout')}>
        <Remove channel={channel} look="secondary" />
      </Part>
    </div>
  );
}

function Identity({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { name, slug, method, number, profileName, linkedAt } = channel;
  return (
    <Card>
      <dl>
        <Fact name={t('channel.name')}>
          <bdi>{name}</bdi>
          <Rename channel={channel} />
        </Fact>
        <Fact name={t('channel.slug')}>
          <span className={styles.mono}>{slug}</span>
        </Fact>
        <Fact name={t('channel.method')}>{t(`channels.method.${method}.label`)}</Fact>
        <Fact name={t('channel.number')}>
          {number === undefined ? t('channels.noNumber') : formatPhone(number)}
        </Fact>
        {profileName !== undefined && (
          <Fact name={t('channel.profile')}>
            <bdi>{profileName}</bdi>
          </Fact>
        )}
        {linkedAt !== undefined && (
          <Fact name={t('channel.linkedAt')}>{fullTime(linkedAt, { language })}</Fact>
        )}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
