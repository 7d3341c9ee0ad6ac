import { CircleCheck, Info } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel, HealthWarning, PhoneGuide } from '../../../preload/entities.ts';
import { ago, fullTime, longDate } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { loadPhone, tick, usePhone } from '../../state/phone.ts';
import { notify } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PhonePointPicture } from '../../ui/phone-pictures.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Part } from '../settings/page.tsx';
import { AccountAgeChoice } from './account-age.tsx';
import { DeclareSeen } from './declare-seen.tsx';
import styles from './phone-tab.module.css';

/** *Celular*: when it was last seen, what is off, and how to set it up (PH-1, PH-2, PH-3, PH-6). */
export function PhoneTab({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { id } = channel;
  const { guide, health, error } = usePhone(id);
  useEffect(() => void loadPhone(id), [id]);
  if (!guide) {
    if (error) {
      return (
        <EmptyState
          title={t('phone.guide.failed')}
          about={words(error)}
          action={<Button onClick={() => void loadPhone(id)}>{t('common.tryAgain')}</Button>}
        />
      );
    }
    return (
      <output aria-label={t('common.loading')}>
        <Skeleton width="100%" height="16rem" />
      </output>
    );
  }
  return (
    <>
      <LastSeen channel={channel} />
      {channel.phone && health && <Health warnings={health} />}
      <Guide channelId={id} guide={guide} />
      <Part title={t('phone.age.label')} about={t('phone.age.about')}>
        <AccountAgeChoice channelId={id} age={guide.accountAge} />
      </Part>
      <Tips guide={guide} />
    </>
  );
}

const LAST_DAY = 14;

function LastSeen({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const { phone } = channel;
  return (
    <Part title={t('phone.lastSeen')} about={t('phone.lastSeenAbout')}>
      {phone ? (
        <Card className={styles.seen}>
          <div className={styles.seenWords} data-level={phone.reminder?.level}>
            <time className={styles.ago} title={fullTime(phone.since, { language })}>
              {ago(phone.since, now, language)}
            </time>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${(100 * phone.day) / LAST_DAY}%` }} />
            </span>
            <span className={styles.days}>{t('phone.daysLine', { day: phone.day })}</span>
          </div>
          <DeclareSeen channel={channel} />
        </Card>
      ) : (
        <p className={styles.quiet}>{t('phone.notLinked')}</p>
      )}
    </Part>
  );
}

function Health({ warnings }: { warnings: readonly HealthWarning[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Part title={t('phone.health.title')}>
      {warnings.length === 0 ? (
        <p className={styles.well}>
          <CircleCheck size={16} aria-hidden="true" />
          {t('phone.health.well')}
        </p>
      ) : (
        <ul className={styles.warnings}>
          {warnings.map((warning) => (
            <li key={warning.id}>
              <Info size={16} aria-hidden="true" />
              {t(`phone.health.${warning.id}`, {
                ...warning,
                ...('endsAt' in warning && { date: longDate(warning.endsAt, { language }) }),
              })}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

type Point = PhoneGuide['points'][number];

function Guide({ channelId, guide }: { channelId: number; guide: PhoneGuide }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const points = guide.points.filter(({ standing }) => standing === 'holds');
  const ticked = points.filter(({ tickedAt }) => tickedAt !== undefined).length;
  const set = async (point: Point, checked: boolean) => {
    const refused = await tick(channelId, point.id, checked);
    if (refused) notify('bad', words(refused));
  };
  return (
    <Part title={t('phone.guide.title')} about={t('phone.guide.about')}>
      <Card>
        <ul className={styles.points}>
          {points.map((point) => (
            <li key={point.id}>
              <Checkbox
                label={t(`phone.point.${point.id}`)}
                about={t(`phone.today.${point.today}`, point.facts)}
                picture={<PhonePointPicture point={point.id} />}
                checked={point.tickedAt !== undefined}
                onChecked={(checked) => void set(point, checked)}
              />
            </li>
          ))}
        </ul>
      </Card>
      <p className={styles.done}>
        <Badge tone={ticked === points.length ? 'ok' : 'neutral'}>
          {t('phone.guide.done', { ticked, total: points.length })}
        </Badge>
      </p>
    </Part>
  );
}

/** What was true once, with today's truth beside it (PH-2). */
function Tips({ guide }: { guide: PhoneGuide }) {
  const { t } = useTranslation();
  const tips = guide.points.filter(({ standing }) => standing === 'outdated');
  return (
    <Part title={t('phone.guide.tips')} about={t('phone.guide.tipsAbout')}>
      <Card>
        <ul>
          {tips.map((point) => (
            <li key={point.id} className={styles.tip}>
              <PhonePointPicture point={point.id} />
              <dl>
                <div>
                  <dt>{t('phone.guide.before')}</dt>
                  <dd className={styles.before}>{t(`phone.point.${point.id}`)}</dd>
                </div>
                <div>
                  <dt>{t('phone.guide.now')}</dt>
                  <dd>{t(`phone.today.${point.today}`, point.facts)}</dd>
                </div>
              </dl>
            </li>
          ))}
        </ul>
      </Card>
    </Part>
  );
}
