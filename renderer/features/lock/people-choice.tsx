import { useTranslation } from 'react-i18next';
import type { User } from '../../../preload/entities.ts';
import { Avatar } from '../../ui/avatar.tsx';
import styles from './lock.module.css';

interface PeopleChoiceProps {
  users: readonly User[];
  userId: number | undefined;
  onUser: (userId: number) => void;
}

/** Who comes to the counter. */
export function PeopleChoice({ users, userId, onUser }: PeopleChoiceProps) {
  const { t } = useTranslation();
  return (
    <div role="radiogroup" aria-label={t('lock.users')} className={styles.users}>
      {users.map((user) => (
        <label key={user.id} className={styles.user}>
          <input
            type="radio"
            name="user"
            className={styles.radio}
            checked={user.id === userId}
            onChange={() => onUser(user.id)}
          />
          <Avatar id={user.id} name={user.name} />
          <span className={styles.name}>
            <bdi>{user.name}</bdi>
            <span className={styles.role}>{t(`roles.${user.role}`)}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
