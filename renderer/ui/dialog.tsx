import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';
import { type ReturnFocus, useReturnFocus } from './return-focus.ts';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  about?: ReactNode;
  closeLabel: string;
  size?: 'small' | 'medium' | 'large';
  /** Where focus goes on closing; back to what opened it when there is nothing better. */
  returnFocus?: ReturnFocus;
  children: ReactNode;
}

/**
 * Radix's Overlay is left out on purpose: it injects a style element to lock the page's scrolling, which the content
 * security policy refuses and a window that never scrolls does not need.
 */
export function Dialog({
  open,
  onClose,
  title,
  about,
  closeLabel,
  size = 'medium',
  returnFocus,
  children,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <div className={styles.scrim} />
        <DialogBody {...{ title, about, closeLabel, size, returnFocus, children }} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function DialogBody({
  title,
  about,
  closeLabel,
  size,
  returnFocus,
  children,
}: Omit<DialogProps, 'open' | 'onClose' | 'returnFocus'> & {
  returnFocus: DialogProps['returnFocus'] | undefined;
}) {
  const giveBack = useReturnFocus(returnFocus);
  return (
    <Radix.Content
      className={cx(styles.dialog, styles[size ?? 'medium'])}
      {...(about === undefined && { 'aria-describedby': undefined })}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        focusFirst(event.currentTarget);
      }}
      onCloseAutoFocus={giveBack}
    >
      <header className={styles.header}>
        <div className={styles.heading}>
          <Radix.Title className={styles.title}>{title}</Radix.Title>
          {about !== undefined && <Radix.Description className={styles.about}>{about}</Radix.Description>}
        </div>
        <Radix.Close asChild>
          <IconButton icon={X} label={closeLabel} keys="Esc" />
        </Radix.Close>
      </header>
      {children}
    </Radix.Content>
  );
}

/** What says so, else the first field; without fields the dialogue itself, so that no button stands ready to be pressed by accident. */
function focusFirst(dialog: EventTarget | null): void {
  if (!(dialog instanceof HTMLElement)) return;
  const chosen = dialog.querySelector<HTMLElement>('[data-first-focus]');
  if (chosen) {
    chosen.focus();
    return;
  }
  const field = dialog.querySelector<HTMLInputElement>('input:not([type="radio"], [type="checkbox"])');
  (field ?? dialog).focus();
  field?.select();
}

/** The row of buttons that ends a dialogue; stays in sight while the body scrolls. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className={styles.actions}>{children}</footer>;
}

export function DialogContent({ children }: { children: ReactNode }) {
  return <div className={styles.content}>{children}</div>;
}
