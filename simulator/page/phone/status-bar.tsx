import { BatteryFull, Plane, Signal, Wifi, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PhoneView } from '../../page-server/protocol.ts';
import { useWorld } from '../live.ts';
import { Spoken } from '../ui/spoken.tsx';
import { timeText, words } from '../words/words.ts';
import styles from './status-bar.module.css';

const TICK_MS = 5_000;

export function StatusBar({ phone }: { phone: PhoneView }) {
  const { networkUp } = useWorld();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={styles.status}>
      <span>{timeText(now)}</span>
      <span className={styles.icons}>
        {!phone.online && <Plane size={14} aria-hidden="true" />}
        {phone.online && <Signal size={14} aria-hidden="true" />}
        {phone.online && networkUp && <Wifi size={14} aria-hidden="true" />}
        {!networkUp && (
          <>
            <WifiOff size={14} aria-hidden="true" />
            <Spoken>{words.noInternet}</Spoken>
          </>
        )}
        <BatteryFull size={18} aria-hidden="true" />
      </span>
    </div>
  );
}
