import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Language, TextSize, Theme } from '../../../preload/entities.ts';
import { LANGUAGES } from '../../i18n/i18n.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { setLanguage, setTextSize, setTheme, usePreferences } from '../../state/preferences.ts';
import { Banner } from '../../ui/banner.tsx';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import styles from './appearance.module.css';
import { Page, Part } from './page.tsx';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const SIZES: readonly TextSize[] = ['normal', 'large'];

export function Appearance() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { language, theme, textSize } = usePreferences();
  const [error, setError] = useState<CallError>();
  const chooseTheme = async (next: Theme) => setError(await setTheme(next));
  const chooseTextSize = async (next: TextSize) => setError(await setTextSize(next));
  const chooseLanguage = async (next: Language) => setError(await setLanguage(next));
  return (
    <Page title={t('settings.pages.appearance')} about={t('appearance.about')}>
      {error && (
        <Banner tone="bad" live>
          {words(error)}
        </Banner>
      )}
      <Part title={t('appearance.theme')}>
        <ChoiceCards
          label={t('appearance.theme')}
          columns={3}
          value={theme}
          onValue={(next) => void chooseTheme(next)}
          choices={THEMES.map((value) => ({
            value,
            label: t(`appearance.themes.${value}`),
            content: <Sample theme={value} />,
          }))}
        />
      </Part>
      <Part title={t('appearance.textSize')}>
        <ChoiceCards
          label={t('appearance.textSize')}
          columns={3}
          value={textSize}
          onValue={(next) => void chooseTextSize(next)}
          choices={SIZES.map((value) => ({ value, label: t(`appearance.sizes.${value}`) }))}
        />
      </Part>
      <Part title={t('appearance.language')}>
        <ChoiceCards
          label={t('appearance.language')}
          columns={3}
          value={language}
          onValue={(next) => void chooseLanguage(next)}
          choices={LANGUAGES}
        />
      </Part>
    </Page>
  );
}

/** The station in small, as it will look. */
function Sample({ theme }: { theme: Theme }) {
  return (
    <span className={styles.sample} data-sample={theme} aria-hidden="true">
      <i className={styles.rail} />
      <i className={styles.list} />
      <i className={styles.thread}>
        <i className={styles.theirs} />
        <i className={styles.mine} />
      </i>
    </span>
  );
}
