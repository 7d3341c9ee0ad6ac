import type { Logger } from 'pino';
import type { Words } from '../i18n/index.ts';
import type { Paths } from '../ports.ts';
import type { MachinePreferences } from '../settings/preferences.ts';
import type { Arguments } from './arguments.ts';

/** What is ready when a shell starts. */
export interface Boot {
  readonly args: Arguments;
  readonly paths: Paths;
  readonly log: Logger;
  readonly preferences: MachinePreferences;
  readonly words: Words;
  readonly version: string;
  /** Ends the station, as a signal does. */
  readonly quit: () => void;
}

/** What the station lives in: Electron, or Node and the system's browser. */
export interface Shell {
  /** The data folder is known; called before anything is awaited. */
  settle?(paths: Paths): void;
  /** Says why the station does not start, where the person will see it. */
  explain(text: string): void | Promise<void>;
  /** A station runs on this folder already: has it show itself, and says `text` unless that is enough. */
  recall(paths: Paths, text: string, words: Words): Promise<void>;
  start(boot: Boot): Promise<{ close(): Promise<void> }>;
}
