import type { Tag } from '../../../preload/entities.ts';
import { cx } from '../../ui/cx.ts';
import { hueOf } from '../../ui/hue.ts';
import styles from './tag-chip.module.css';

export function TagChip({ tag }: { tag: Tag }) {
  return (
    <span className={cx(styles.tag, hueOf(tag.hue))}>
      <bdi>{tag.name}</bdi>
    </span>
  );
}
