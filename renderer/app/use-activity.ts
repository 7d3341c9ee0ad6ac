import { useEffect } from 'react';
import { call } from '../bridge.ts';

const PAUSE_MS = 20_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells main that a person is at the window, now and then, so that it does not lock under their hands (AT-6). */
export function useActivity(lockAfterMinutes: number): void {
  useEffect(() => {
    if (lockAfterMinutes === 0) return undefined;
    let told = 0;
    const tell = () => {
      const now = performance.now();
      if (now - told < PAUSE_MS) return;
      told = now;
      void call('session.activity');
    };
    for (const sign of SIGNS) addEventListener(sign, tell, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, tell, { capture: true });
    };
  }, [lockAfterMinutes]);
}
