import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../preload/entities.ts';
import { clockTime, longDate } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';
import { unlock } from '../../state/session.ts';
import { BrandMark, TileWall } from '../../ui/brand.tsx';
import { Card } from '../../ui/card.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './lock.module.css';
import { PeopleChoice } from './people-choice.tsx';
import { PinForm } from './pin-form.tsx';

interface LockProps {
  users: readonly User[];
  lastUserId: number | undefined;
}

/** Nobody is at the counter: who comes? */
export default function Lock({ users, lastUserId }: LockProps) {
  const { t } = useTranslation();
  const [userId, setUserId] = useState(lastUserId ?? users[0]?.id);
  return (
    <main className={styles.page}>
      <TileWall />
      <Clock />
      <Card className={styles.card}>
        <header className={styles.heading}>
          <BrandMark size={32} />
          <h1>{t('lock.title')}</h1>
        </header>
        <PeopleChoice users={users} userId={userId} onUser={setUserId} />
        {userId !== undefined && <PinForm key={userId} enter={(pin) => unlock(userId, pin)} />}
      </Card>
    </main>
  );
}

function Clock() {
  const language = useLanguage();
  const now = useNow('second');
  return (
    <p className={styles.clock}>
      <time className={styles.time}>{clockTime(now, { language })}</time>
      <span className={styles.date}>{longDate(now, { language })}</span>
    </p>
  );
}
