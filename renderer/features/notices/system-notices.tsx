import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeSettings } from '../../../preload/entities.ts';
import { pagesTellTheSystem, tellSystem } from '../../state/notices.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './notices-page.module.css';
import { play } from '../../state/sounds.ts';

/** In the browser shell the system is told by the page, and only once a person has given it leave. */
export function SystemNotices({ settings: { sound, volume } }: { settings: NoticeSettings }) {
  const { t } = useTranslation();
  const [permission, setPermission] = useState(() =>
    pagesTellTheSystem() ? Notification.permission : undefined,
  );
  if (permission === undefined) return null;
  const ask = async () => setPermission(await Notification.requestPermission());
  const test = () => {
    tellSystem({ key: 'test', title: t('notices.testTitle'), body: t('notices.testBody'), where: 'system' });
    play(sound, volume).catch(() => {});
  };
  return (
    <div className={styles.system}>
      {permission === 'default' && (
        <>
          <Banner tone="info">{t('notices.needsLeave')}</Banner>
          <Button icon={BellRing} onClick={() => void ask()}>
            {t('notices.giveLeave')}
          </Button>
        </>
      )}
      {permission === 'denied' && <Banner tone="warn">{t('notices.denied')}</Banner>}
      {permission === 'granted' && (
        <Button icon={BellRing} onClick={test}>
          {t('notices.test')}
        </Button>
      )}
    </div>
  );
}
