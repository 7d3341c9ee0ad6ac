/** How a voice note looks. Pure. */

/** As many as WhatsApp draws. */
export const PEAKS = 64;

/** How loud a stretch of sound is, 0–1: its root mean square. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.min(1, Math.sqrt(sum / samples.length));
}

/** How loud each stretch of so many samples is; what is left over at the end counts as one. */
export function loudnessOf(samples: Float32Array, stretch: number): number[] {
  return Array.from({ length: Math.ceil(samples.length / stretch) }, (_, index) =>
    loudness(samples.subarray(index * stretch, (index + 1) * stretch)),
  );
}

/** Speech is quiet by these numbers: the loudest part is full, and silence stays silence. */
const LOUD_AT_LEAST = 0.05;

/** 64 peaks, 0–100, of any number of stretches. */
export function peaksOf(stretches: readonly number[]): number[] {
  const loudest = Math.max(LOUD_AT_LEAST, ...stretches);
  return Array.from({ length: PEAKS }, (_, index) => {
    const from = Math.floor((index * stretches.length) / PEAKS);
    const to = Math.max(from + 1, Math.floor(((index + 1) * stretches.length) / PEAKS));
    const peak = Math.max(0, ...stretches.slice(from, to));
    return Math.round((peak / loudest) * 100);
  });
}
