import { useTranslation } from 'react-i18next';

/** The design system's hues in words, by their number. */
const HUES = ['blue', 'violet', 'sky', 'yellow', 'pink', 'green', 'orange', 'red'] as const;

export function useHueNames(): readonly string[] {
  const { t } = useTranslation();
  return HUES.map((hue) => t(`hues.${hue}`));
}
