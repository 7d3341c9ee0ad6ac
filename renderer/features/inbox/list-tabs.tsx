import { Layers } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { numberFormat } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/words.ts';
import { setFilter, useInbox } from '../../state/inbox.ts';
import type { ListTab } from '../../state/merge.ts';
import styles from './list-tabs.module.css';

export const TABS: readonly ListTab[] = ['waiting', 'open', 'snoozed', 'closed', 'all'];

/** Where conversations stand, with how many there are; what is snoozed has a tab while something is (AT-2, AT-11). */
export function ListTabs({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const tab = useInbox((state) => state.filter.tab);
  const counts = useInbox((state) => state.counts);
  const shown = TABS.filter((each) => each !== 'snoozed' || tab === 'snoozed' || counts.snoozed > 0);
  const choose = (next: string) => {
    const chosen = TABS.find((each) => each === next);
    if (chosen) void setFilter({ tab: chosen });
  };
  const compact = numberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <Tabs.Root className={styles.root} value={tab} onValueChange={choose}>
      <Tabs.List className={styles.tabs} aria-label={t('inbox.tabs.label')}>
        {shown.map((each) => (
          <Tabs.Trigger
            key={each}
            className={styles.tab}
            value={each}
            {...(each === 'all' && { 'aria-label': t('inbox.tabs.all'), title: t('inbox.tabs.all') })}
            data-some={(each === 'waiting' && counts.waiting > 0) || undefined}
          >
            {each === 'all' ? (
              <Layers size={18} className={styles.picture} aria-hidden="true" />
            ) : (
              <span className={styles.count}>{compact.format(counts[each])}</span>
            )}
            {each !== 'all' && <span className={styles.label}>{t(`inbox.tabs.${each}`)}</span>}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content className={styles.content} value={tab} tabIndex={-1}>
        {children}
      </Tabs.Content>
    </Tabs.Root>
  );
}
