import { KeyRound, ScanLine } from 'lucide-react';
import { useState } from 'react';
import type { PhoneView, Sight } from '../../page-server/protocol.ts';
import { useWorld } from '../live.ts';
import { Spinner } from '../ui/spinner.tsx';
import { words } from '../words/words.ts';
import styles from './camera.module.css';
import { type Outcome, useLinking } from './linking.ts';
import { Screen } from './screen.tsx';

/** In squares of the code. */
const QUIET_ZONE = 3;

interface CameraProps extends Outcome {
  phone: PhoneView;
  onBack: () => void;
  onCode: () => void;
}

/** Looks at the station's screen and reads the code on it. */
export function Camera({ phone, onBack, onCode, ...outcome }: CameraProps) {
  const { sight } = useWorld();
  const { running, complaint: problem, attempt } = useLinking(phone, outcome);
  const [tried, setTried] = useState<string>();
  const ready = sight !== undefined && !running;
  // What was wrong with one code says nothing about the next.
  const complaint = tried === sight?.path ? problem : undefined;

  function scan(): void {
    if (!ready) return;
    setTried(sight.path);
    void attempt({ do: 'scan', phone: phone.number });
  }

  return (
    <Screen title={words.camera} onBack={onBack} dark>
      <div className={styles.body}>
        <div className={styles.finder} data-sharp={sight !== undefined}>
          {sight ? <Monitor sight={sight} /> : <div className={styles.nothing} aria-hidden="true" />}
          <span className={styles.corners} aria-hidden="true" />
          {sight && !running && <span className={styles.beam} aria-hidden="true" />}
          {running && (
            <output className={styles.running}>
              <Spinner />
              <b>{words.linking}</b>
              <span>{words.linkingHint}</span>
            </output>
          )}
        </div>
        <output className={styles.says}>
          {!running && !complaint && (sight ? words.inSight : words.notInSight)}
        </output>
        {complaint && (
          <p className={styles.complaint} role="alert">
            {complaint}
          </p>
        )}
        {!sight && <p className={styles.hint}>{words.cameraHint}</p>}
        <button type="button" data-main className={styles.shutter} aria-disabled={!ready} onClick={scan}>
          <ScanLine size={22} aria-hidden="true" />
          {words.scan}
        </button>
        <button type="button" className={styles.other} onClick={onCode}>
          <KeyRound size={18} aria-hidden="true" />
          {words.byNumber}
        </button>
      </div>
    </Screen>
  );
}

/** The station's screen as the camera sees it. */
function Monitor({ sight: { size, path } }: { sight: Sight }) {
  const side = size + 2 * QUIET_ZONE;
  const box = `${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`;
  const paper = `<rect x="${-QUIET_ZONE}" y="${-QUIET_ZONE}" width="${side}" height="${side}" fill="#fff"/>`;
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" shape-rendering="crispEdges">${paper}<path d="${path}"/></svg>`;
  return (
    <div className={styles.monitor}>
      <img alt={words.sightPicture} src={`data:image/svg+xml,${encodeURIComponent(picture)}`} />
    </div>
  );
}
