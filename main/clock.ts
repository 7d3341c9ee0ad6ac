/** Time as a port (design, seam 8): no rule asks the machine's clock itself. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** IANA name, e.g. `America/Sao_Paulo`. */
  readonly timeZone: string;
  /** Runs `task` once after `ms`; returns what cancels it. */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
