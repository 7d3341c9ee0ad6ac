import { Check, Smartphone } from 'lucide-react';
import { useState } from 'react';
import type { PhoneView } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { useWorld } from '../live.ts';
import { Button } from '../ui/button.tsx';
import { focusOnArrival } from '../ui/focus.ts';
import { NameForm } from '../ui/name-form.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { numberText, words } from '../words/words.ts';
import styles from './phones.module.css';
import { Screen } from './screen.tsx';

interface PhonesProps {
  phone: PhoneView;
  onBack: () => void;
  onSwitch: (number: string) => void;
}

/** Takes another of the shop's phones into the hand. */
export function Phones({ phone, onBack, onSwitch }: PhonesProps) {
  const { phones } = useWorld();
  const [adding, setAdding] = useState<boolean>();

  async function add(name: string): Promise<void> {
    await act({ do: 'addPhone', name });
    setAdding(false);
  }

  return (
    <Screen title={words.phones} onBack={onBack}>
      <div className={styles.body}>
        <p className={styles.hint}>{words.phonesHint}</p>
        <ul className={styles.list}>
          {phones.map(({ number, name }) => (
            <li key={number}>
              <button
                type="button"
                aria-current={number === phone.number}
                onClick={() => (number === phone.number ? onBack() : onSwitch(number))}
              >
                <Avatar name={name} number={number} />
                <span>
                  <b>{name}</b>
                  <small>{numberText(number)}</small>
                </span>
                {number === phone.number && <Check size={20} aria-hidden="true" />}
              </button>
            </li>
          ))}
        </ul>
        {adding ? (
          <NameForm
            label={words.phoneName}
            onSubmit={(name) => void add(name)}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <Button
            icon={Smartphone}
            ref={adding === false ? focusOnArrival : undefined}
            onClick={() => setAdding(true)}
          >
            {words.addPhone}
          </Button>
        )}
      </div>
    </Screen>
  );
}
