import { useEffect, useRef, useState } from 'react';
import type { PhoneView } from '../../page-server/protocol.ts';
import { useWorld } from '../live.ts';
import { useEscape } from '../ui/escape.ts';
import { words } from '../words/words.ts';
import { Camera } from './camera.tsx';
import { ChatScreen } from './chat-screen.tsx';
import { Chats } from './chats.tsx';
import { CodeEntry } from './code-entry.tsx';
import { Devices } from './devices.tsx';
import { Passkey } from './passkey.tsx';
import styles from './phone.module.css';
import { Phones } from './phones.tsx';
import { StatusBar } from './status-bar.tsx';

type Place = 'chats' | 'chat' | 'phones' | 'devices' | 'camera' | 'code' | 'passkey';

/** Where the back arrow leads. */
const BACK: Readonly<Record<Place, Place>> = {
  chats: 'chats',
  chat: 'chats',
  phones: 'chats',
  devices: 'chats',
  camera: 'devices',
  code: 'camera',
  passkey: 'devices',
};

interface PhoneProps {
  phone: PhoneView;
  onSwitch: (number: string) => void;
}

export function Phone({ phone, onSwitch }: PhoneProps) {
  const { customers } = useWorld();
  const [place, setPlace] = useState<Place>('chats');
  const [other, setOther] = useState('');
  const [notice, setNotice] = useState('');
  const glass = useRef<HTMLDivElement>(null);
  const before = useRef(place);

  function go(next: Place, news = ''): void {
    setPlace(next);
    setNotice(news);
  }
  const back = () => go(BACK[place]);
  const person = customers.find(({ number }) => number === other);

  // Whoever changes the screen by keyboard goes on from its first control, or from what it is for.
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    const controls = 'input:not([hidden]), textarea:not(:disabled), button';
    const main = glass.current?.querySelector<HTMLElement>('[data-main]');
    (main ?? glass.current?.querySelector<HTMLElement>(controls))?.focus();
  }, [place]);

  useEscape(place !== 'chats', () => {
    if (glass.current?.contains(document.activeElement)) back();
  });

  return (
    <section className={styles.phone} data-dark={place === 'camera'} aria-label={words.phone}>
      <StatusBar phone={phone} />
      <div ref={glass} className={styles.glass}>
        {place === 'chats' && (
          <Chats
            phone={phone}
            onPhones={() => go('phones')}
            onDevices={() => go('devices')}
            onChat={(number) => {
              setOther(number);
              go('chat');
            }}
          />
        )}
        {place === 'chat' && person && <ChatScreen phone={phone} other={person} onBack={back} />}
        {place === 'phones' && (
          <Phones
            phone={phone}
            onBack={back}
            onSwitch={(number) => {
              onSwitch(number);
              go('chats');
            }}
          />
        )}
        {place === 'devices' && (
          <Devices
            phone={phone}
            onBack={back}
            onLink={() => go('camera')}
            onUnlinked={() => setNotice(words.unlinked)}
          />
        )}
        {place === 'camera' && (
          <Camera
            phone={phone}
            onBack={back}
            onCode={() => go('code')}
            onPasskey={() => go('passkey')}
            onLinked={() => go('devices', words.linked)}
          />
        )}
        {place === 'code' && (
          <CodeEntry
            phone={phone}
            onBack={back}
            onPasskey={() => go('passkey')}
            onLinked={() => go('devices', words.linked)}
          />
        )}
        {place === 'passkey' && <Passkey onBack={back} />}
        <output className={styles.notice}>{notice}</output>
      </div>
      <div className={styles.chin} aria-hidden="true" />
    </section>
  );
}
