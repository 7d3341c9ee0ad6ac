import { useTranslation } from 'react-i18next';
import type { LinkCheckId, PhoneGuide } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { tick } from '../../state/phone.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { AccountAgeChoice } from '../phone/account-age.tsx';
import styles from './before-link.module.css';

interface BeforeLinkProps {
  channelId: number;
  guide: PhoneGuide;
  onGo: () => void;
}

/** The check list before the first link (QR-7): in the place of the steps, and nobody is held up by it. */
export function BeforeLink({ channelId, guide, onGo }: BeforeLinkProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const set = async (item: LinkCheckId, checked: boolean) => {
    const refused = await tick(channelId, item, checked);
    if (refused) notify('bad', words(refused));
  };
  return (
    <section className={styles.checks} aria-label={t('pairing.checks.title')}>
      <div>
        <h3>{t('pairing.checks.title')}</h3>
        <p className={styles.about}>{t('pairing.checks.about')}</p>
      </div>
      <ul className={styles.list}>
        {guide.linkChecks.map(({ id, tickedAt }) => (
          <li key={id}>
            <Checkbox
              label={t(`phone.linkCheck.${id}`)}
              checked={tickedAt !== undefined}
              onChecked={(checked) => void set(id, checked)}
            />
          </li>
        ))}
      </ul>
      <div>
        <h3>{t('phone.age.label')}</h3>
        <p className={styles.about}>{t('phone.age.about')}</p>
      </div>
      <AccountAgeChoice channelId={channelId} age={guide.accountAge} />
      <Button className={styles.go} onClick={onGo}>
        {t('pairing.checks.go')}
      </Button>
    </section>
  );
}
