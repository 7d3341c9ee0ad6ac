import styles from './hue.module.css';

const HUES = [
  styles.hue0,
  styles.hue1,
  styles.hue2,
  styles.hue3,
  styles.hue4,
  styles.hue5,
  styles.hue6,
  styles.hue7,
];

/** The class that sets `--hue`: a thing keeps its colour as it keeps its id. */
export function hueOf(id: number): string | undefined {
  return HUES[id % HUES.length];
}
