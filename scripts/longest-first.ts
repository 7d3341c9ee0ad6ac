import type { TestSpecification, Vitest } from 'vitest/node';

/**
 * The longest before all others, so that one worker does not wait for another at the end. A fresh checkout, as on CI,
 * knows no times of earlier runs, and goes by the size of files: these take long although they are small.
 */
const LONGEST = [
  'e2e/accessibility.test.ts',
  'e2e/automation.test.ts',
  'e2e/restart.test.ts',
  'e2e/phone.test.ts',
  'e2e/start.test.ts',
  'e2e/channels.test.ts',
  'e2e/schedules.test.ts',
  'e2e/keyboard.test.ts',
  'main/removal/crash.session.test.ts',
  'main/inbox/crash.session.test.ts',
  'main/outbox/crash.session.test.ts',
  'main/outbox/crash-files.session.test.ts',
  'main/schedules/many.slow.test.ts',
  'main/automation/any-month.slow.test.ts',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`));
  return found < 0 ? LONGEST.length : found;
};

/** A class, because that is how vitest takes an order of files. */
export class LongestFirst {
  readonly #vitest: Vitest;

  constructor(vitest: Vitest) {
    this.#vitest = vitest;
  }

  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await (await this.#usual()).sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }

  async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await this.#usual()).shard(files);
  }

  /** Loaded when tests run: a build reads this configuration too. */
  async #usual() {
    const { BaseSequencer } = await import('vitest/node');
    return new BaseSequencer(this.#vitest);
  }
}
