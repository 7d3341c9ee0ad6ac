import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useChannel, useChannels } from '../../state/channels.ts';
import { type ChannelTab, goTo } from '../../state/ui.ts';
import { useHolds } from '../../state/unsaved.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { MessagesTab } from '../automation/messages-tab.tsx';
import { PreferencesTab } from '../automation/preferences-tab.tsx';
import { formOf } from '../automation/use-automation.ts';
import { HoursTab } from '../hours/hours-tab.tsx';
import { PhoneTab } from '../phone/phone-tab.tsx';
import { Page } from '../settings/page.tsx';
import styles from './channel-page.module.css';
import { channelTone, isInUse } from './channel-state.ts';
import { ConnectionTab } from './connection-tab.tsx';
import { useStateWords } from './use-state-words.ts';

const backToChannels = () => goTo({ at: 'settings', page: 'channels' });

/** One channel's settings, by what they are about. */
export default function ChannelPage({ channelId, tab }: { channelId: number; tab: ChannelTab }) {
  const { t } = useTranslation();
  const stateWords = useStateWords();
  const channel = useChannel(channelId);
  const known = useChannels((state) => state.channels !== undefined);
  const unsaved = {
    messages: useHolds([formOf(channelId, 'messages')]),
    hours: useHolds([formOf(channelId, 'hours')]),
    preferences: useHolds(
      (['refusals', 'waiting', 'menu'] as const).map((section) => formOf(channelId, section)),
    ),
  };
  const mark = (part: keyof typeof unsaved) => (unsaved[part] ? t('channel.unsaved') : undefined);
  if (!channel || !isInUse(channel)) {
    if (!known) return null;
    return (
      <EmptyState
        title={t('channel.gone.title')}
        about={t('channel.gone.about')}
        action={<Button onClick={backToChannels}>{t('channels.title')}</Button>}
      />
    );
  }
  return (
    <Page
      title={channel.name}
      about={channel.slug}
      above={
        <button type="button" className={styles.back} onClick={backToChannels}>
          <ArrowLeft size={16} aria-hidden="true" />
          {t('channels.title')}
        </button>
      }
      action={<StatePill tone={channelTone(channel)} words={stateWords(channel).state} />}
    >
      <Tabs
        label={t('channel.tabsLabel')}
        value={tab}
        onValue={(next) => goTo({ at: 'channel', channelId, tab: next })}
        tabs={[
          {
            value: 'connection',
            label: t('channel.tabs.connection'),
            content: <ConnectionTab channel={channel} />,
          },
          {
            value: 'messages',
            label: t('channel.tabs.messages'),
            mark: mark('messages'),
            content: <MessagesTab channel={channel} />,
          },
          {
            value: 'hours',
            label: t('channel.tabs.hours'),
            mark: mark('hours'),
            content: <HoursTab channel={channel} />,
          },
          {
            value: 'preferences',
            label: t('channel.tabs.preferences'),
            mark: mark('preferences'),
            content: <PreferencesTab channel={channel} />,
          },
          {
            value: 'phone',
            label: t('channel.tabs.phone'),
            content: (
              <div className={styles.tab}>
                <PhoneTab channel={channel} />
              </div>
            ),
          },
        ]}
      />
    </Page>
  );
}
