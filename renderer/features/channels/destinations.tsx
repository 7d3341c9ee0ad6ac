import { useTranslation } from 'react-i18next';
import { listFormat } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/words.ts';
import { type RemovalPlan, useChannels } from '../../state/channels.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import styles from './remove-channel.module.css';

type Destination = RemovalPlan['destinations'][number];

interface DestinationsProps {
  destinations: readonly Destination[];
  value: number | undefined;
  onValue: (channelId: number) => void;
}

/** Where everything goes, with the conversations that would become one. */
export function Destinations({ destinations, value, onValue }: DestinationsProps) {
  const { t } = useTranslation();
  const channels = useChannels((state) => state.channels) ?? [];
  return (
    <>
      <h3>{t('removal.destination')}</h3>
      <ChoiceCards
        label={t('removal.destination')}
        columns={1}
        value={value === undefined ? '' : String(value)}
        onValue={(chosen) => onValue(Number(chosen))}
        choices={destinations.map(({ channelId, onBoth }) => ({
          value: String(channelId),
          label: channels.find(({ id }) => id === channelId)?.name ?? '',
          content: <OnBoth {...onBoth} />,
        }))}
      />
    </>
  );
}

const NAMES = 4;

function OnBoth({ names, total }: Destination['onBoth']) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (total === 0) return <span className={styles.both}>{t('removal.bothNone')}</span>;
  const shown = names.slice(0, NAMES);
  const rest = total - shown.length;
  const list = listFormat(language).format([
    ...shown,
    ...(rest > 0 ? [t('removal.more', { count: rest })] : []),
  ]);
  return (
    <span className={styles.both}>
      {t('removal.both', { count: total })} <bdi className={styles.names}>{list}</bdi>
    </span>
  );
}
