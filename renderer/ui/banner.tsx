import { CircleAlert, CloudOff, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';

interface BannerProps {
  tone: 'info' | 'warn' | 'bad';
  icon?: LucideIcon;
  /** Read out when it appears. */
  live?: boolean;
  action?: ReactNode;
  children: ReactNode;
}

const ICONS = { info: Info, warn: CloudOff, bad: CircleAlert };

/** Says in place what is the matter and, where there is one, offers the cure. */
export function Banner({ tone, icon, live = false, action, children }: BannerProps) {
  const Icon = icon ?? ICONS[tone];
  return (
    <div
      className={styles.banner}
      data-tone={tone}
      {...(live && { role: tone === 'bad' ? 'alert' : 'status' })}
    >
      <Icon size={16} aria-hidden="true" />
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  );
}
