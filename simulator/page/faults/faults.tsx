import { X } from 'lucide-react';
import { useState } from 'react';
import type { Fault, PhoneView } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { useWorld } from '../live.ts';
import { Button } from '../ui/button.tsx';
import { useEscape } from '../ui/escape.ts';
import { focusOnArrival, useFocusReturn } from '../ui/focus.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Switch } from '../ui/switch.tsx';
import { fill, words } from '../words/words.ts';
import styles from './faults.module.css';

type Group = keyof typeof words.faultGroup;

const GROUPS: Readonly<Record<Group, readonly Fault[]>> = {
  linking: ['passkey', 'link-refused', 'link-unanswered', 'false-signature'],
  now: ['drop', 'replaced', 'unavailable', 'forbidden', 'outdated'],
  sending: ['limit', 'no-ack'],
  receiving: ['twice', 'unreadable', 'malformed', 'garbage'],
  files: ['upload-fails', 'download-fails', 'file-damaged', 'file-cut'],
};

/** Things that may go wrong on a real network, to be tried at will. */
export function Faults({ phone, onClose }: { phone: PhoneView; onClose: () => void }) {
  const { networkUp } = useWorld();
  const [said, setSaid] = useState('');
  useEscape(true, onClose);
  useFocusReturn();

  async function provoke(fault: Fault, group: Group): Promise<void> {
    const reply = await act({ do: 'fault', fault, phone: phone.number });
    const text = group === 'now' ? words.done : words.armed;
    setSaid(reply.ok ? fill(text, { fault: words.fault[fault] }) : words.failed);
  }

  async function calm(): Promise<void> {
    const reply = await act({ do: 'calm' });
    setSaid(reply.ok ? words.calmed : words.failed);
  }

  return (
    <aside className={styles.drawer} aria-label={words.faults}>
      <header className={styles.bar}>
        <h2 tabIndex={-1} ref={focusOnArrival}>
          {words.faults}
        </h2>
        <IconButton icon={X} label={words.close} onClick={onClose} />
      </header>
      <div className={styles.scroll}>
        <p className={styles.hint}>{words.faultsHint}</p>
        <Switch label={words.internet} on={networkUp} onChange={(up) => void act({ do: 'network', up })} />
        <p className={styles.hint}>{words.internetHint}</p>
        {(Object.keys(GROUPS) as Group[]).map((group) => (
          <section key={group} aria-label={words.faultGroup[group]}>
            <h3>{words.faultGroup[group]}</h3>
            <ul>
              {GROUPS[group].map((fault) => (
                <li key={fault}>
                  <button type="button" onClick={() => void provoke(fault, group)}>
                    {words.fault[fault]}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <footer className={styles.foot}>
        <output>{said}</output>
        <Button onClick={() => void calm()}>{words.calm}</Button>
      </footer>
    </aside>
  );
}
