import { ExternalLink, MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Location } from '../../../../preload/entities.ts';
import { numberFormat } from '../../../i18n/formats.ts';
import { useLanguage } from '../../../i18n/words.ts';
import { Button } from '../../../ui/button.tsx';
import { useCopy } from '../use-copy.ts';
import styles from './cards.module.css';

/** Digits enough for a door: about one metre. */
const DIGITS = 5;

/** A place, drawn here: no map is asked of anybody until a person wants one. */
export function LocationCard({ location }: { location: Location }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const copyText = useCopy();
  const { latitude, longitude, name, address, live } = location;
  const format = numberFormat(language, { maximumFractionDigits: DIGITS });
  const plain = `${latitude.toFixed(DIGITS)},${longitude.toFixed(DIGITS)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <div className={styles.card}>
      <div className={styles.drawing} aria-hidden="true">
        <Streets />
        <MapPin className={styles.pin} size={30} strokeWidth={2} />
      </div>
      <div className={styles.words}>
        <strong dir="auto">
          {name ?? (live === true ? t('message.liveLocation') : t('message.kinds.location'))}
        </strong>
        {address !== undefined && <span dir="auto">{address}</span>}
        <span className={styles.faint} dir="ltr">
          {format.format(latitude)}; {format.format(longitude)}
        </span>
      </div>
      <div className={styles.actions}>
        <a className={styles.external} href={map} target="_blank" rel="noopener noreferrer">
          <ExternalLink size={14} aria-hidden="true" /> {t('message.openMap')}
        </a>
        <Button size="small" look="quiet" onClick={() => copyText(plain)}>
          {t('message.copyPlace')}
        </Button>
      </div>
    </div>
  );
}

function Streets() {
  return (
    <svg viewBox="0 0 320 96" preserveAspectRatio="xMidYMid slice">
      <path className={styles.park} d="M0 62 72 48l30 48H0zM214 0h62l-16 34-52-8z" />
      <path className={styles.river} d="M320 70c-50-18-78 14-128 26h128z" />
      <path
        className={styles.street}
        d="M0 30 320 12M0 74 320 52M58 0l34 96M148 0l14 96M236 0l-8 96M292 0l18 96"
      />
      <path className={styles.avenue} d="M0 50 320 32M196 0l10 96" />
    </svg>
  );
}
