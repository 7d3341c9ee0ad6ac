import type { AutomationWork } from '../automation.ts';

/** Jobs of a station in which nothing happens by itself. */
export const idleWork: AutomationWork = {
  openings: () => '',
  waiting: () => Promise.resolve(''),
  schedules: () => Promise.resolve(''),
  followUps: () => Promise.resolve(''),
  tidy: () => '',
};
