import type { Channel } from '../../../preload/entities.ts';
import { MenuPart } from './menu-part.tsx';
import { ReadingPart } from './reading-part.tsx';
import { RefusalsPart } from './refusals-part.tsx';
import styles from './automation.module.css';
import { WaitingPart } from './waiting-part.tsx';

/** *Preferências* of one channel (PR-1 … PR-7), each part saved by itself. */
export function PreferencesTab({ channel }: { channel: Channel }) {
  return (
    <div className={styles.tab}>
      <ReadingPart channelId={channel.id} />
      <RefusalsPart channelId={channel.id} />
      <WaitingPart channelId={channel.id} />
      <MenuPart channelId={channel.id} />
    </div>
  );
}
