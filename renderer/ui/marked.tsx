import { Fragment } from 'react';
import styles from './marked.module.css';

interface MarkedProps {
  text: string;
  /** In order and apart from one another; UTF-16 units. */
  marks: readonly { from: number; to: number }[];
}

/** A text with what was looked for in it. */
export function Marked({ text, marks }: MarkedProps) {
  return (
    <bdi>
      {marks.map(({ from, to }, at) => (
        <Fragment key={from}>
          {text.slice(marks[at - 1]?.to ?? 0, from)}
          <mark className={styles.mark}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </bdi>
  );
}
