import type { Bubble } from '../../page-server/protocol.ts';
import { Spoken } from '../ui/spoken.tsx';
import { words } from '../words/words.ts';
import styles from './ticks.module.css';

/** One tick: sent; two: delivered; two in colour: read. */
export function Ticks({ tick }: Pick<Bubble, 'tick'>) {
  return (
    <span className={styles.ticks} data-tick={tick} title={words.tick[tick]}>
      <svg aria-hidden="true" viewBox="0 0 18 11" width="18" height="11">
        <path d={tick === 'sent' ? 'M4 5.8l3 3 6.5-7' : 'M1 5.8l3 3 6.5-7M8.2 8.2l.6.6 6.5-7'} />
      </svg>
      <Spoken>{words.tick[tick]}</Spoken>
    </span>
  );
}
