import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AccountAge } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { sayAge } from '../../state/phone.ts';
import { notify } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { ToggleChips } from '../../ui/toggle-chips.tsx';
import styles from './account-age.module.css';

const AGES: readonly AccountAge[] = ['unknown', 'under-7-days', 'over-7-days', 'months'];

/** How old the account is sets the pace of its first days (QR-7). */
export function AccountAgeChoice({ channelId, age }: { channelId: number; age: AccountAge }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const say = async (next: AccountAge) => {
    const refused = await sayAge(channelId, next);
    if (refused) notify('bad', words(refused));
  };
  return (
    <div className={styles.age}>
      <ToggleChips
        label={t('phone.age.label')}
        value={age}
        onValue={(next) => void say(next)}
        chips={AGES.map((value) => ({ value, label: t(`phone.age.${value}`) }))}
      />
      {age === 'under-7-days' && (
        <Banner tone="warn" icon={TriangleAlert}>
          {t('phone.age.young')}
        </Banner>
      )}
    </div>
  );
}
