import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { CustomerView, PhoneView } from '../../page-server/protocol.ts';
import { act } from '../act.ts';
import { useWorld } from '../live.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { focusOnArrival } from '../ui/focus.ts';
import { NameForm } from '../ui/name-form.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { counted, words } from '../words/words.ts';
import { CustomerPhone } from './customer-phone.tsx';
import styles from './customers.module.css';

/** The people one can write as, and the phone of the one who was picked. */
export function Customers({ shop }: { shop: PhoneView }) {
  const { customers, chats } = useWorld();
  const [picked, setPicked] = useState<string>();
  const [adding, setAdding] = useState<boolean>();
  const shown = customers.find(({ name }) => name === picked) ?? customers[0];

  async function add(name: string): Promise<void> {
    await act({ do: 'addCustomer', name });
    setAdding(false);
    setPicked(name);
  }

  return (
    <section className={styles.panel} aria-label={words.customers}>
      <div className={styles.people}>
        <h2 className={styles.title}>{words.customers}</h2>
        <p className={styles.hint}>{words.customersHint}</p>
        <ul className={styles.list}>
          {customers.map((customer) => (
            <Person
              key={customer.number}
              customer={customer}
              unread={chats[customer.number]?.[shop.number]?.unread ?? 0}
              current={customer.number === shown?.number}
              onPick={() => setPicked(customer.name)}
            />
          ))}
        </ul>
        {adding ? (
          <NameForm
            label={words.customerName}
            onSubmit={(name) => void add(name)}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <Button
            icon={UserPlus}
            ref={adding === false ? focusOnArrival : undefined}
            onClick={() => setAdding(true)}
          >
            {words.addCustomer}
          </Button>
        )}
      </div>
      {shown && <CustomerPhone key={shown.number} customer={shown} shop={shop} />}
    </section>
  );
}

interface PersonProps {
  customer: CustomerView;
  unread: number;
  current: boolean;
  onPick: () => void;
}

/** How things stand with her is beside the button, whose name therefore is always hers. */
function Person({ customer, unread, current, onPick }: PersonProps) {
  const { name, number, online, seesTyping } = customer;
  const state = `state-${number}`;
  return (
    <li className={styles.person}>
      <button type="button" aria-current={current} aria-describedby={state} onClick={onPick}>
        <span className={styles.face} data-online={online}>
          <Avatar name={name} number={number} size={36} />
        </span>
        <span className={styles.name}>{name}</span>
      </button>
      <span className={styles.state} id={state}>
        {!online && <small>{words.offline}</small>}
        {online && seesTyping && <small>{words.typing}</small>}
        {unread > 0 && (
          <span className={styles.unread}>
            <span aria-hidden="true">{unread}</span>
            <Spoken>{counted(words.unread, unread)}</Spoken>
          </span>
        )}
      </span>
    </li>
  );
}
