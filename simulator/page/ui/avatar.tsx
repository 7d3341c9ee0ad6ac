import styles from './avatar.module.css';

const HUES = 6;

/** Initials on a colour that belongs to the number. */
export function Avatar({ name, number, size = 40 }: { name: string; number: string; size?: number }) {
  const initials = name.split(/\s+/).map(([first = '']) => first);
  const shown = [initials[0], initials.length > 1 ? initials.at(-1) : ''].join('').toUpperCase();
  const hue = Number(number) % HUES;
  return (
    <span
      className={styles.avatar}
      data-hue={hue}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      data-initials={shown}
      aria-hidden="true"
    />
  );
}
