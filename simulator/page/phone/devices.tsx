import { Laptop, MonitorSmartphone } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DeviceView, PhoneView } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { Button } from '../ui/button.tsx';
import { useEscape } from '../ui/escape.ts';
import { focusOnArrival, useFocusReturn } from '../ui/focus.ts';
import { dateText, fill, words } from '../words/words.ts';
import styles from './devices.module.css';
import { Screen } from './screen.tsx';

interface DevicesProps {
  phone: PhoneView;
  onBack: () => void;
  onLink: () => void;
  onUnlinked: () => void;
}

export function Devices({ phone, onBack, onLink, onUnlinked }: DevicesProps) {
  const [asking, setAsking] = useState<DeviceView>();
  const main = useRef<HTMLButtonElement>(null);

  async function unlink({ device }: DeviceView): Promise<void> {
    setAsking(undefined);
    await act({ do: 'unlink', phone: phone.number, device });
    onUnlinked();
    main.current?.focus();
  }

  return (
    <Screen
      title={words.devices}
      onBack={onBack}
      question={
        asking && (
          <Question device={asking} onYes={() => void unlink(asking)} onNo={() => setAsking(undefined)} />
        )
      }
    >
      <div className={styles.body}>
        <div className={styles.picture} aria-hidden="true">
          <MonitorSmartphone size={56} strokeWidth={1.4} />
        </div>
        <p className={styles.hint}>{words.devicesHint}</p>
        <button type="button" ref={main} data-main className={styles.link} onClick={onLink}>
          {words.linkDevice}
        </button>
        {phone.devices.length > 0 && (
          <>
            <h3 className={styles.heading} id="linked-devices">
              {words.linkedList}
            </h3>
            <ul className={styles.list} aria-labelledby="linked-devices">
              {phone.devices.map((device) => (
                <li key={device.device}>
                  <span className={styles.laptop} data-online={device.online} aria-hidden="true">
                    <Laptop size={20} />
                  </span>
                  <span className={styles.what}>
                    <b>{device.platform}</b>
                    <small>{stateText(device)}</small>
                  </span>
                  <button
                    type="button"
                    className={styles.unlink}
                    aria-label={fill(words.unlinkNamed, { device: device.platform })}
                    onClick={() => setAsking(device)}
                  >
                    {words.unlink}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Screen>
  );
}

const stateText = ({ online, linkedAt }: DeviceView): string =>
  online ? words.deviceActive : fill(words.deviceAway, { date: dateText(linkedAt) });

function Question({ device, onYes, onNo }: { device: DeviceView; onYes: () => void; onNo: () => void }) {
  useEscape(true, onNo);
  useFocusReturn();
  return (
    <div className={styles.scrim}>
      <div
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="unlink-title"
        aria-describedby="unlink-text"
        className={styles.question}
      >
        <h3 id="unlink-title">{words.unlinkAsk}</h3>
        <p id="unlink-text">{fill(words.unlinkWhat, { device: device.platform })}</p>
        <div className={styles.answers}>
          <button type="button" ref={focusOnArrival} className={styles.no} onClick={onNo}>
            {words.cancel}
          </button>
          <Button look="danger" onClick={onYes}>
            {words.unlinkYes}
          </Button>
        </div>
      </div>
    </div>
  );
}
