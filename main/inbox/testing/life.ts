import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** One life of a station in a process of its own, which can be ended as a power cut ends it. */
export interface Life {
  say(line: string): void;
  /** What it said, until the pipe is empty: also what it said just before it was killed. */
  lines(): AsyncIterable<string>;
  kill(): void;
  ended(): Promise<void>;
}

export function startLife(script: string, args: readonly string[]): Life {
  const file = path.join(import.meta.dirname, script);
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, [file, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  // Words to somebody who has just been killed.
  child.stdin.on('error', () => {});
  return {
    say: (line) => void child.stdin.write(`${line}\n`),
    async *lines() {
      let whole = '';
      for await (const chunk of child.stdout.setEncoding('utf8')) {
        const parts = (whole + String(chunk)).split('\n');
        whole = parts.pop() ?? '';
        yield* parts;
      }
    },
    kill: () => void child.kill('SIGKILL'),
    async ended() {
      await exit;
    },
  };
}

/** The next life begins sooner by what this one has compiled; who is killed can no longer write that down. */
export function keepCompiled(): void {
  flushCompileCache();
}

/** What the parent says to a life, line by line. */
export function heardLines(hear: (line: string) => void): void {
  keepCompiled();
  createInterface({ input: process.stdin }).on('line', hear);
}
