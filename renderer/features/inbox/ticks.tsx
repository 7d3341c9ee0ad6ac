import { CircleAlert, CircleHelp, Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageStatus } from '../../../preload/entities.ts';
import styles from './ticks.module.css';

const ONE = 'M4.5 12.5l5 5L19.5 7';
const TWO = 'M2 12.5l5 5L17 7M13 16.5l1 1L22.5 9';

/** Nearly every row and bubble has these: they are drawn here, without what a general icon brings along. */
const TICKS = { sent: ONE, delivered: TWO, read: TWO };
const ICONS = { queued: Clock, sending: Clock, failed: CircleAlert, uncertain: CircleHelp };

/** How far a message of ours has come. */
export function Ticks({ status }: { status: MessageStatus }) {
  const { t } = useTranslation();
  if (status === 'received') return null;
  const named = {
    className: styles.ticks,
    'data-status': status,
    strokeWidth: 2.25,
    role: 'img',
    'aria-label': t(`message.status.${status}`),
  };
  if (status === 'sent' || status === 'delivered' || status === 'read') {
    return (
      <svg {...named} width={16} height={16} viewBox="0 0 24 24">
        <path d={TICKS[status]} />
      </svg>
    );
  }
  const Icon = ICONS[status];
  return <Icon {...named} size={14} />;
}
