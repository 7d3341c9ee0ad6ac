import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  about: ReactNode;
  cancel: string;
  confirm: string;
  /** `primary` for what harms nothing. */
  look?: 'danger' | 'primary';
  busy?: boolean;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back. The safe answer has the focus. */
export function Confirm({
  open,
  onClose,
  title,
  about,
  cancel,
  confirm,
  look = 'danger',
  busy = false,
  onConfirm,
}: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        <div className={styles.scrim} />
        <AlertDialog.Content aria-modal className={cx(styles.dialog, styles.small)}>
          <header className={cx(styles.header, styles.asking)}>
            <div className={styles.heading}>
              <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
              <AlertDialog.Description className={styles.about}>{about}</AlertDialog.Description>
            </div>
          </header>
          <footer className={styles.actions}>
            <AlertDialog.Cancel asChild>
              <Button>{cancel}</Button>
            </AlertDialog.Cancel>
            <Button look={look} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
