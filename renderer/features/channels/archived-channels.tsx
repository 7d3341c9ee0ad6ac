import { Archive, MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../preload/entities.ts';
import { longDate } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { EVERYTHING, setFilter } from '../../state/inbox.ts';
import { goTo } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './archived-channels.module.css';
import { Remove } from './channel-actions.tsx';

/** Channels whose conversations can be read, and nothing else (CH-9). */
export function ArchivedChannels({ channels }: { channels: readonly Channel[] }) {
  const { t } = useTranslation();
  return (
    <section className={styles.archived} aria-label={t('channels.archived.title')}>
      <h2>{t('channels.archived.title')}</h2>
      <p className={styles.about}>{t('channels.archived.about')}</p>
      <ul className={styles.cards}>
        {channels.map((channel) => (
          <li key={channel.id}>
            <ArchivedCard channel={channel} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ArchivedCard({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, name, slug, archivedAt } = channel;
  const read = () => {
    void setFilter({ ...EVERYTHING, tab: 'all', channelId: id });
    goTo({ at: 'inbox' });
  };
  return (
    <Card id={`channel-${id}`} className={styles.card} tabIndex={-1} aria-label={name}>
      <span className={styles.icon}>
        <Archive size={20} aria-hidden="true" />
      </span>
      <div className={styles.words}>
        <h3 dir="auto">{name}</h3>
        <p className={styles.slug}>{slug}</p>
        {archivedAt !== undefined && (
          <p className={styles.at}>
            {t('channels.archived.at', { date: longDate(archivedAt, { language }) })}
          </p>
        )}
      </div>
      <StatePill tone="idle" words={t('channels.archived.state')} />
      <div className={styles.actions}>
        <Button size="small" icon={MessagesSquare} onClick={read}>
          {t('channels.archived.read')}
        </Button>
        <Remove channel={channel} />
      </div>
    </Card>
  );
}
