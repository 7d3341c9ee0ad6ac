import { cx } from '../../ui/cx.ts';
import { hueOf } from '../../ui/hue.ts';
import styles from './hue-dot.module.css';

/** The colour of a queue or a tag; of a channel as a ring, so that the two are told apart without colours. */
export function HueDot({ hue, ring = false }: { hue: number; ring?: boolean }) {
  return <span className={cx(styles.dot, ring && styles.ring, hueOf(hue))} aria-hidden="true" />;
}
