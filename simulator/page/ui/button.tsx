import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './buttons.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'danger';
  icon?: LucideIcon;
}

export function Button({ look = 'plain', icon: Icon, type = 'button', children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type === 'submit' ? 'submit' : 'button'}
      className={`${styles.button} ${styles[look]}`}
    >
      {Icon && <Icon size={18} aria-hidden="true" />}
      {children}
    </button>
  );
}
