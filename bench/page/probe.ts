/** Measures inside a page, of the product and of the floor alike; everything in milliseconds. */

const GIVE_UP = 10_000;

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));

/** Resolves once what this frame draws has been handed on: a task that is queued in a frame runs after it. */
const afterPaint = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve());
    port1.start();
    port2.postMessage(undefined);
  });

/** Frame by frame until it is there, then until it is painted. */
async function painted(isThere: () => boolean, since: number): Promise<number> {
  do {
    await nextFrame();
    if (performance.now() - since > GIVE_UP) throw new Error('it was never painted');
  } while (!isThere());
  await afterPaint();
  return performance.now() - since;
}

function scrollerOf(element: Element): HTMLElement {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(at).overflowY)) return at;
  }
  throw new Error('it is in nothing that scrolls');
}

function isInSight(selector: string): boolean {
  const element = document.querySelector(selector);
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  const box = scrollerOf(element).getBoundingClientRect();
  return bottom > box.top && top < box.bottom;
}

const probe = {
  /** From the click on a conversation until its newest message is painted. */
  open(conversationId: number, newestId: number): Promise<number> {
    const row = document.querySelector<HTMLElement>(`[data-conversation="${conversationId}"]`);
    if (!row) throw new Error('the conversation is not listed');
    const started = performance.now();
    row.click();
    return painted(() => isInSight(`[data-message="${newestId}"]`), started);
  },
  /** From the next input until a hit of a message is marked. */
  search(): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = () => {
        painted(() => document.querySelector('[role="option"] mark') !== null, performance.now()).then(
          resolve,
          reject,
        );
      };
      document.addEventListener('input', asked, { once: true, capture: true });
    });
  },
  /** Resolves once nothing that was found before is shown. */
  async cleared(): Promise<void> {
    while (document.querySelector('[role="option"] mark')) await nextFrame();
  },
  /**
   * Scrolls up for so many frames; from the conversation's first message down again, so that each frame has something
   * to do. Answers how long each frame's work took, painting included.
   */
  async scroll(pixels: number, frames: number, oldestId: number): Promise<number[]> {
    const first = document.querySelector('[data-message]');
    if (!first) throw new Error('no conversation is open');
    const scroller = scrollerOf(first);
    const took: number[] = [];
    let step = -pixels;
    for (let frame = 0; frame < frames; frame += 1) {
      await nextFrame();
      const before = scroller.scrollTop;
      if (step < 0 && before < pixels && isInSight(`[data-message="${oldestId}"]`)) step = pixels;
      const started = performance.now();
      scroller.scrollTop += step;
      await afterPaint();
      took.push(performance.now() - started);
      // A page that is on its way may hold it up at the top, but not here.
      if (step > 0 && scroller.scrollTop <= before) step = -pixels;
    }
    if (took.length === 0) throw new Error('nothing was scrolled');
    return took;
  },
};

Object.assign(globalThis, { benchProbe: probe });
