import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import dialog from './dialog.module.css';
import { cx } from './cx.ts';
import styles from './quick-dialog.module.css';
import { useReturnFocus } from './return-focus.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

interface QuickDialogProps {
  /** For screen readers: what one sees is the field at its top. */
  title: string;
  onClose: () => void;
  size?: 'medium' | 'large';
  children: ReactNode;
}

/** A field and what it finds, high up over everything: quickly opened, quickly gone. */
export function QuickDialog({ title, onClose, size = 'medium', children }: QuickDialogProps) {
  return (
    <Radix.Root open onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <div className={dialog.scrim} />
        <QuickBody {...{ title, size, children }} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function QuickBody({ title, size, children }: Required<Omit<QuickDialogProps, 'onClose'>>) {
  const giveBack = useReturnFocus();
  return (
    <Radix.Content
      className={cx(styles.quick, styles[size])}
      aria-describedby={undefined}
      onCloseAutoFocus={giveBack}
    >
      <VisuallyHidden>
        <Radix.Title>{title}</Radix.Title>
      </VisuallyHidden>
      {children}
    </Radix.Content>
  );
}
