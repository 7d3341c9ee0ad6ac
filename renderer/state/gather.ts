/**
 * Gathers ids while an earlier batch is being asked for, so that a storm of events costs one question at a time and
 * the answers come in order.
 */
export function gather(ask: (ids: number[]) => Promise<void>): (ids: readonly number[]) => void {
  const waiting = new Set<number>();
  let asking = false;

  async function run() {
    asking = true;
    try {
      while (waiting.size > 0) {
        const ids = [...waiting];
        waiting.clear();
        await ask(ids);
      }
    } finally {
      asking = false;
    }
  }

  return (ids) => {
    for (const id of ids) waiting.add(id);
    if (!asking) void run();
  };
}
