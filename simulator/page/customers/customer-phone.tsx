import { CheckCheck, Phone as PhoneIcon, PhoneOff } from 'lucide-react';
import type { CustomerView, PhoneView } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { Thread } from '../chat/thread.tsx';
import { useWorld } from '../live.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/switch.tsx';
import { fill, numberText, words } from '../words/words.ts';
import styles from './customer-phone.module.css';

/** What the customer sees and can do. */
export function CustomerPhone({ customer, shop }: { customer: CustomerView; shop: PhoneView }) {
  const chat = useWorld().chats[customer.number]?.[shop.number];
  const { name, number, online, call, seesTyping } = customer;
  const between = { from: number, to: shop.number };
  const unread = chat?.unread ?? 0;
  const calling = call?.to === shop.number ? call : undefined;

  return (
    <section className={styles.phone} aria-label={fill(words.customerPhone, { name })}>
      <header className={styles.bar}>
        <Avatar name={name} number={number} />
        <div className={styles.who}>
          <h3>{name}</h3>
          <p>{numberText(number)}</p>
        </div>
        <Switch
          label={words.online}
          on={online}
          onChange={(next) => void act({ do: 'online', who: number, online: next })}
        />
      </header>
      <div className={styles.tools}>
        <Button
          icon={CheckCheck}
          disabled={unread === 0 || !online}
          onClick={() => void act({ do: 'read', ...between })}
        >
          {words.readAll}
          {unread > 0 && ` (${unread})`}
        </Button>
        {calling?.state === 'ringing' ? (
          <Button look="danger" icon={PhoneOff} onClick={() => void act({ do: 'hangUp', from: number })}>
            {words.hangUp}
          </Button>
        ) : (
          <Button icon={PhoneIcon} disabled={!online} onClick={() => void act({ do: 'call', ...between })}>
            {words.call}
          </Button>
        )}
        <output className={styles.call}>{calling && words.callState[calling.state]}</output>
      </div>
      {!online && <p className={styles.offline}>{fill(words.offlineHint, { name })}</p>}
      <Thread
        key={shop.number}
        owner={customer}
        other={shop}
        chat={chat}
        below={seesTyping && online ? fill(words.shopTypes, { name: shop.name }) : undefined}
      />
    </section>
  );
}
