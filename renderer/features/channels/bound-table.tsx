import { useTranslation } from 'react-i18next';
import type { Bound } from '../../../preload/entities.ts';
import { listFormat, numberFormat } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/words.ts';
import styles from './remove-channel.module.css';

const KINDS: readonly (keyof Bound)[] = [
  'conversations',
  'openTickets',
  'messages',
  'queued',
  'notes',
  'followUps',
  'schedules',
  'prompts',
  'integrations',
];

/** What there is, counted by kind; what there is none of can be unfolded. */
export function BoundTable({ bound }: { bound: Bound }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = numberFormat(language);
  const present = KINDS.filter((kind) => bound[kind] > 0);
  const absent = KINDS.filter((kind) => bound[kind] === 0).map((kind) => t(`removal.kinds.${kind}`));
  return (
    <div>
      <table className={styles.table}>
        <caption>{t('removal.what')}</caption>
        <thead className={styles.forEars}>
          <tr>
            <th scope="col">{t('removal.kind')}</th>
            <th scope="col">{t('removal.count')}</th>
          </tr>
        </thead>
        <tbody>
          {present.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`removal.kinds.${kind}`)}</th>
              <td>{number.format(bound[kind])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {absent.length > 0 && (
        <details className={styles.absent}>
          <summary>{t('removal.others', { count: absent.length })}</summary>
          <p>{listFormat(language).format(absent).toLocaleLowerCase(language)}</p>
        </details>
      )}
    </div>
  );
}
