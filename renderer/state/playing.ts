/** Sound that plays: one at a time in the whole window, at the speed that one likes. */
import { create } from 'zustand';

export const SPEEDS = [1, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

interface PlayingState {
  speed: Speed;
}

export const usePlaying = create<PlayingState>()(() => ({ speed: 1 }));

let current: HTMLMediaElement | undefined;

/** Whoever begins makes the others pause. */
export function beginPlaying(element: HTMLMediaElement): void {
  if (current && current !== element) current.pause();
  current = element;
}

export function nextSpeed(): void {
  usePlaying.setState(({ speed }) => ({ speed: SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1 }));
}
