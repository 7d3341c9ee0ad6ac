/** One comparison: what the product does, what the bare parts do for the same work, and whether that is enough. */
export interface Figure {
  readonly target: string;
  readonly what: string;
  readonly unit: string;
  readonly product: number;
  /** Absent where there is nothing to compare with but the target itself. */
  readonly floor?: number;
  readonly ratio?: number;
  readonly bound: string;
  readonly met: boolean;
  readonly note?: string;
}

export interface Side {
  readonly p50: number;
  readonly p99: number;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Rounds of both sides take turns, so that a slow minute of the machine hits both; the ratio is that of a round, and
 * the median round counts.
 */
export async function compare(
  rounds: number,
  samples: number,
  sides: { product: (sample: number) => Promise<void>; floor: (sample: number) => Promise<void> },
): Promise<{ product: Side; floor: Side; ratio: number }> {
  const product: Side[] = [];
  const floor: Side[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = round * samples;
    const order = round % 2 === 0 ? (['floor', 'product'] as const) : (['product', 'floor'] as const);
    for (const side of order) {
      const times = await timed(first, samples, sides[side]);
      (side === 'floor' ? floor : product).push({ p50: median(times), p99: percentile(times, 0.99) });
    }
  }
  return {
    product: middle(product),
    floor: middle(floor),
    ratio: median(product.map(({ p50 }, round) => p50 / floor[round]!.p50)),
  };
}

async function timed(
  first: number,
  samples: number,
  work: (sample: number) => Promise<void>,
): Promise<number[]> {
  const times: number[] = [];
  for (let sample = first; sample < first + samples; sample += 1) {
    const started = performance.now();
    await work(sample);
    times.push(performance.now() - started);
  }
  return times;
}

const middle = (rounds: readonly Side[]): Side => ({
  p50: median(rounds.map(({ p50 }) => p50)),
  p99: median(rounds.map(({ p99 }) => p99)),
});
