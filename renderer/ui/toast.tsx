import { CircleAlert, CircleCheck, MessageCircle, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './toast.module.css';

interface ToastAreaProps {
  label: string;
  children: ReactNode;
}

export function ToastArea({ label, children }: ToastAreaProps) {
  return (
    <Radix.Provider label={label} duration={4000} swipeDirection="up">
      {children}
      <Radix.Viewport className={styles.area} label={label} />
    </Radix.Provider>
  );
}

interface ToastProps {
  tone: 'ok' | 'bad';
  words: string;
  closeLabel: string;
  onClose: () => void;
}

export function Toast({ tone, words, closeLabel, onClose }: ToastProps) {
  const Icon = tone === 'ok' ? CircleCheck : CircleAlert;
  return (
    <Radix.Root
      className={styles.toast}
      data-tone={tone}
      // What went wrong takes longer to read.
      {...(tone === 'bad' && { duration: 8000 })}
      onOpenChange={(open) => !open && onClose()}
    >
      <Icon size={18} aria-hidden="true" />
      <Radix.Description className={styles.words}>{words}</Radix.Description>
      <Radix.Close className={styles.close} aria-label={closeLabel}>
        <X size={16} aria-hidden="true" />
      </Radix.Close>
    </Radix.Root>
  );
}

interface MessageToastProps {
  title: string;
  body: string;
  /** What its button says, where there is somewhere to go. */
  action?: string;
  onAction?: () => void;
  closeLabel: string;
  onClose: () => void;
}

/** Somebody has written. */
export function MessageToast({ title, body, action, onAction, closeLabel, onClose }: MessageToastProps) {
  return (
    <Radix.Root
      className={styles.toast}
      data-tone="message"
      duration={8000}
      onOpenChange={(open) => !open && onClose()}
    >
      <MessageCircle size={18} aria-hidden="true" />
      <div className={styles.words}>
        <Radix.Title dir="auto">{title}</Radix.Title>
        <Radix.Description className={styles.body} dir="auto">
          {body}
        </Radix.Description>
      </div>
      {action !== undefined && (
        <Radix.Action className={styles.action} altText={action} onClick={onAction}>
          {action}
        </Radix.Action>
      )}
      <Radix.Close className={styles.close} aria-label={closeLabel}>
        <X size={16} aria-hidden="true" />
      </Radix.Close>
    </Radix.Root>
  );
}
