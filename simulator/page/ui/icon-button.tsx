import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './buttons.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'aria-label' | 'children'> {
  icon: LucideIcon;
  label: string;
  size?: number;
}

export function IconButton({ icon: Icon, label, size = 20, className, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={`${styles.icon} ${className ?? ''}`}
      aria-label={label}
      title={label}
    >
      <Icon size={size} aria-hidden="true" />
    </button>
  );
}
