import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../state/session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { BrandMark } from '../../ui/brand.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { JobsPart } from './jobs-part.tsx';
import { Page } from './page.tsx';
import styles from './station-page.module.css';

export function StationPage() {
  const { t } = useTranslation();
  const station = useSession((state) => state.station);
  return (
    <Page title={t('settings.pages.station')} about={t('station.about')}>
      <Card className={styles.product}>
        <BrandMark size={48} />
        <div>
          <h2>Balcão</h2>
          {station ? (
            <p className={styles.version}>{t('station.version', { version: station.version })}</p>
          ) : (
            <Skeleton width="6rem" />
          )}
        </div>
        {station?.demo && <Badge tone="honey">{t('frame.demo')}</Badge>}
      </Card>
      {station?.otherNetwork && <Banner tone="warn">{t('station.otherNetwork')}</Banner>}
      {station && (
        <Card className={styles.facts}>
          <dl>
            <Fact name={t('station.shell')}>{t(`station.shells.${station.shell}`)}</Fact>
            <Fact name={t('station.dataFolder')}>
              <code className={styles.path}>{station.dataFolder}</code>
            </Fact>
            <Fact name={t('station.secrets')}>{t(`station.secretsHow.${station.secrets}`)}</Fact>
            <Fact name={t('station.runtime')}>
              {station.platform} · {station.runtime}
            </Fact>
            <Fact name={t('station.licence')}>GPL-3.0-or-later</Fact>
          </dl>
        </Card>
      )}
      <div className={styles.jobs}>
        <JobsPart />
      </div>
      <p className={styles.honest}>{t('station.honest')}</p>
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
