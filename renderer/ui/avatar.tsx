import { UserRound, UsersRound } from 'lucide-react';
import styles from './avatar.module.css';
import { cx } from './cx.ts';
import { hueOf } from './hue.ts';
import { initials } from './initials.ts';

interface AvatarProps {
  id: number;
  name: string;
  group?: boolean;
  size?: 'small' | 'medium' | 'large';
}

/** Initials on a colour that belongs to the id, so that a person keeps it whatever they are called. */
export function Avatar({ id, name, group = false, size = 'medium' }: AvatarProps) {
  const letters = initials(name);
  const glyph = { small: 14, medium: 18, large: 32 }[size];
  return (
    <span className={cx(styles.avatar, hueOf(id))} data-size={size} aria-hidden="true">
      {group ? <UsersRound size={glyph} /> : letters === '' ? <UserRound size={glyph} /> : letters}
    </span>
  );
}
