import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.join(import.meta.dirname, '../..');

/** The built station as its own process, driven from outside only. */
export interface StationProcess {
  /** The address with its one-time token. */
  readonly url: string;
  /** The simulated phone's page, in demonstration mode. */
  readonly phoneUrl: string | undefined;
  readonly process: ChildProcess;
  /** Everything it has printed. */
  output(): string;
  /** A power cut: no handler runs. */
  kill9(): Promise<void>;
  /** SIGTERM; resolves to the milliseconds that it took. Rejects after 5 s. */
  stop(): Promise<number>;
}

export interface StationOptions {
  readonly data: string;
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
}

/** Starts `dist/main` without a window and resolves once it has printed its address. */
export async function startStation({ data, args = [], env = {} }: StationOptions): Promise<StationProcess> {
  const child = spawn(
    process.execPath,
    [path.join(root, 'dist/main/index.js'), '--no-open', '--data', data, '--lang', 'pt-BR', ...args],
    { cwd: root, env: { ...process.env, DISPLAY: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const wantsPhone = args.includes('--demo');
  let printed = '';
  let url: string | undefined;
  let phoneUrl: string | undefined;
  await new Promise<void>((resolve, reject) => {
    const watch = (stream: NodeJS.ReadableStream) =>
      createInterface({ input: stream }).on('line', (line) => {
        printed += `${line}\n`;
        url ??= /Balcão: (http:\S+)/.exec(line)?.[1];
        phoneUrl ??= /Celular simulado: (http:\S+)/.exec(line)?.[1];
        if (url !== undefined && (!wantsPhone || phoneUrl !== undefined)) resolve();
      });
    watch(child.stdout);
    watch(child.stderr);
    void exited.then(() => reject(new Error(`the station ended before it was ready:\n${printed}`)));
  });
  return {
    url: url ?? '',
    phoneUrl,
    process: child,
    output: () => printed,
    async kill9() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      const before = performance.now();
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      const [code] = await exited;
      clearTimeout(late);
      if (code !== 0) throw new Error(`the station did not end cleanly (${String(code)}):\n${printed}`);
      return performance.now() - before;
    },
  };
}

/** A data folder of its own that goes when the test is over. */
export function temporaryFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'balcao-e2e-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
