import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { NoticeSettings, NoticeSound } from '../../../preload/entities.ts';
import { numberFormat } from '../../i18n/formats.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { configureNotices, useNotices } from '../../state/notices.ts';
import { Banner } from '../../ui/banner.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { Page, Part } from '../settings/page.tsx';
import styles from './notices-page.module.css';
import { Quiet } from './quiet.tsx';
import { play } from '../../state/sounds.ts';
import { SystemNotices } from './system-notices.tsx';

const SOUNDS: readonly NoticeSound[] = ['bell', 'drop', 'wood', 'chime', 'none'];
const REPEATS = [0, 3, 5, 10, 15, 30, 60] as const;

export default function NoticesPage() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const settings = useNotices((state) => state.settings);
  const [error, setError] = useState<CallError>();
  const change = async (changes: Partial<NoticeSettings>) => setError(await configureNotices(changes));
  return (
    <Page title={t('settings.pages.notices')} about={t('notices.about')}>
      {error && (
        <Banner tone="bad" live>
          {words(error)}
        </Banner>
      )}
      {settings && <Settings settings={settings} onChange={(changes) => void change(changes)} />}
    </Page>
  );
}

interface SettingsProps {
  settings: NoticeSettings;
  onChange: (changes: Partial<NoticeSettings>) => void;
}

function Settings({ settings, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const choose = (sound: NoticeSound) => {
    onChange({ sound });
    play(sound, settings.volume).catch(() => {});
  };
  return (
    <>
      <Part title={t('notices.sound')}>
        <ChoiceCards
          label={t('notices.sound')}
          columns={3}
          value={settings.sound}
          onValue={choose}
          choices={SOUNDS.map((value) => ({ value, label: t(`notices.sounds.${value}`) }))}
        />
        <Volume settings={settings} onChange={onChange} />
      </Part>
      <Part title={t('notices.what')}>
        <Checkbox
          label={t('notices.showText')}
          about={t('notices.showTextAbout')}
          checked={settings.showText}
          onChecked={(showText) => onChange({ showText })}
        />
        <SystemNotices settings={settings} />
      </Part>
      <Part title={t('notices.repeat')} about={t('notices.repeatAbout')}>
        <Select
          aria-label={t('notices.repeat')}
          value={String(settings.repeatMinutes)}
          onValue={(minutes) => onChange({ repeatMinutes: Number(minutes) })}
          choices={[...new Set([...REPEATS, settings.repeatMinutes])]
            .sort((a, b) => a - b)
            .map((minutes) => ({
              value: String(minutes),
              label: minutes === 0 ? t('notices.never') : t('notices.everyMinutes', { count: minutes }),
            }))}
        />
      </Part>
      <Quiet settings={settings} onChange={onChange} />
    </>
  );
}

function Volume({ settings, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const [moving, setMoving] = useState<number>();
  const volume = moving ?? settings.volume;
  const settle = () => {
    if (moving === undefined || moving === settings.volume) return;
    onChange({ volume: moving });
    play(settings.sound, moving).catch(() => {});
    setMoving(undefined);
  };
  const percent = numberFormat(useLanguage(), { style: 'percent' });
  return (
    <label className={styles.volume}>
      <span className={styles.label}>{t('notices.volume')}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={volume}
        disabled={settings.sound === 'none'}
        onChange={(event) => setMoving(event.target.valueAsNumber)}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
      <span className={styles.amount}>{percent.format(volume / 100)}</span>
    </label>
  );
}
