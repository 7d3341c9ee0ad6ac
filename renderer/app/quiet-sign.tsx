import { BellOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useUntil } from '../features/notices/quiet.tsx';
import { useNotices } from '../state/notices.ts';
import { goTo } from '../state/ui.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useNow } from '../ui/use-now.ts';

/** That nobody is told anything now must not be forgotten. */
export function QuietSign() {
  const { t } = useTranslation();
  const now = useNow('half-minute');
  const until = useUntil(
    useNotices((state) => state.settings?.quietUntil ?? 0),
    now,
  );
  if (until === undefined) return null;
  return (
    <IconButton
      icon={BellOff}
      label={t('notices.quietShort', { until })}
      onClick={() => goTo({ at: 'settings', page: 'notices' })}
    />
  );
}
