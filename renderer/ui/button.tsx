import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'small' | 'medium' | 'large';
  type?: 'button' | 'submit';
  icon?: LucideIcon;
  /** Something that it started still runs: it keeps its place and its focus, and does nothing when pressed. */
  busy?: boolean;
}

export function Button({
  look = 'secondary',
  size = 'medium',
  type = 'button',
  icon: Icon,
  busy = false,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  const glyph = size === 'small' ? 14 : 16;
  return (
    <button
      {...rest}
      type={type}
      className={cx(styles.button, styles[look], styles[size], className)}
      aria-busy={busy || undefined}
      onClick={click}
    >
      {busy ? <Spinner size={glyph} /> : Icon && <Icon size={glyph} strokeWidth={2} aria-hidden="true" />}
      {children}
    </button>
  );
}
