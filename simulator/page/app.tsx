import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import styles from './app.module.css';
import { Customers } from './customers/customers.tsx';
import { Faults } from './faults/faults.tsx';
import { useArrivingWorld, WorldContext } from './live.ts';
import { Phone } from './phone/phone.tsx';
import { words } from './words/words.ts';

/** Phone and customers side by side, or one of them where there is no room for both. */
export function App() {
  const world = useArrivingWorld();
  const [shop, setShop] = useState<string>();
  const [side, setSide] = useState<'phone' | 'customers'>('phone');
  const [faultsOpen, setFaultsOpen] = useState(false);
  if (!world) return null;

  const phone = world.phones.find(({ number }) => number === shop) ?? world.phones[0];
  if (!phone) return null;

  return (
    <WorldContext value={world}>
      <div className={styles.page} data-side={side}>
        <header className={styles.bar}>
          <h1 className={styles.title}>{words.title}</h1>
          <span className={styles.mark}>{words.mark}</span>
          <nav className={styles.sides} aria-label={words.title}>
            <button type="button" aria-pressed={side === 'phone'} onClick={() => setSide('phone')}>
              {words.showPhone}
            </button>
            <button type="button" aria-pressed={side === 'customers'} onClick={() => setSide('customers')}>
              {words.showCustomers}
            </button>
          </nav>
          <button
            type="button"
            className={styles.faults}
            aria-expanded={faultsOpen}
            onClick={() => setFaultsOpen(!faultsOpen)}
          >
            <TriangleAlert size={16} aria-hidden="true" />
            {words.faults}
          </button>
        </header>
        {!world.heard && (
          <p role="alert" className={styles.lost}>
            {words.lost}
          </p>
        )}
        <main className={styles.table}>
          <Phone phone={phone} onSwitch={setShop} />
          <Customers shop={phone} />
        </main>
        {faultsOpen && <Faults phone={phone} onClose={() => setFaultsOpen(false)} />}
      </div>
    </WorldContext>
  );
}
