import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'aria-label' | 'children'> {
  icon: LucideIcon;
  label: string;
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  look?: 'quiet' | 'primary';
}

/** A button that is only a picture: its name is told by the tooltip and to screen readers. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  side,
  look = 'quiet',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip words={label} {...(keys !== undefined && { keys })} {...(side && { side })}>
      <button
        {...rest}
        type="button"
        aria-label={label}
        className={cx(styles.button, styles[look], className)}
      >
        <Icon size={18} strokeWidth={2} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
