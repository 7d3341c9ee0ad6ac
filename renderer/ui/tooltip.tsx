import { Tooltip as Radix } from 'radix-ui';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Kbd } from './kbd.tsx';
import { isGivenBack } from './return-focus.ts';
import styles from './tooltip.module.css';

export const TooltipProvider = Radix.Provider;

interface TooltipProps {
  words: ReactNode;
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** The one element that it explains; must pass its ref and props on. */
  children: ReactElement;
}

export function Tooltip({ words, keys, side = 'bottom', children }: TooltipProps) {
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild onFocus={(event) => isGivenBack() && event.preventDefault()}>
        {children}
      </Radix.Trigger>
      {/* Every button of the window has one, and one at most is seen: the others are no more than their trigger. */}
      {open && (
        <Radix.Portal>
          <Radix.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
            {words}
            {keys !== undefined && <Kbd keys={keys} />}
          </Radix.Content>
        </Radix.Portal>
      )}
    </Radix.Root>
  );
}
