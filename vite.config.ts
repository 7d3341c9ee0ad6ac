import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import pkg from './package.json' with { type: 'json' };
import { LongestFirst } from './scripts/longest-first.ts';

const here = import.meta.dirname;
const out = (folder: string) => path.join(here, 'dist', folder);
const natives = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
const dependencies = Object.keys(pkg.dependencies);
const external = [...natives, ...dependencies, ...dependencies.map((name) => new RegExp(`^${name}/`))];

/** Built for Node 24 as ES modules; packages stay outside the bundle. */
const nodeBundle = (folder: string, input: Record<string, string>) => ({
  consumer: 'server' as const,
  resolve: { external: true as const, conditions: ['node', 'import', 'module', 'default'] },
  build: {
    outDir: out(folder),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input,
      external,
      platform: 'node' as const,
      output: { format: 'es' as const, entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});

/** main/db reads its migrations as files, which lie beside the bundle as they lie beside the source. */
const migrations: Plugin = {
  name: 'migrations',
  applyToEnvironment: ({ name }) => name === 'main',
  generateBundle() {
    const folder = path.join(here, 'main/db/migrations');
    for (const file of readdirSync(folder)) {
      const source = readFileSync(path.join(folder, file));
      this.emitFile({ type: 'asset', fileName: `migrations/${file}`, source });
    }
  },
};

/** Names of emoji in the window's languages, which the picker fetches from our own origin when it is first opened. */
const emoji: Plugin = {
  name: 'emoji',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle() {
    for (const locale of ['pt', 'en', 'es']) {
      for (const file of ['data.json', 'messages.json']) {
        const source = readFileSync(path.join(here, 'node_modules/emojibase-data', locale, file));
        this.emitFile({ type: 'asset', fileName: `emoji/${locale}/${file}`, source });
      }
    }
  },
};

/**
 * Memory that is a file system, where there is one with room: the station's own file waits for the disk at each commit,
 * and a test is not about the disk. Programs can be run from it, as some tests do.
 */
function memoryFolder(): string | undefined {
  const folder = '/dev/shm';
  try {
    const [, , , options] = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .find(([, where]) => where === folder)!;
    const { bavail, bsize } = statfsSync(folder);
    return options!.split(',').includes('noexec') || bavail * bsize < 2 ** 30 ? undefined : folder;
  } catch {
    return undefined;
  }
}
const memory = memoryFolder();
// Each session and each life of a crash test begins a thread or a process that loads the same modules.
process.env['NODE_COMPILE_CACHE'] ??= path.join(here, 'node_modules/.cache/compiled');
// What a killed test leaves behind must not stay in memory.
const temp = memory && mkdtempSync(path.join(memory, 'balcao-run-'));
if (temp !== undefined) process.once('exit', () => rmSync(temp, { recursive: true, force: true }));
const tempEnv = temp === undefined ? {} : { TMPDIR: temp };

export default defineConfig({
  root: path.join(here, 'renderer'),
  base: './',
  cacheDir: path.join(here, 'node_modules/.vite'),
  plugins: [react(), migrations, emoji],
  css: { modules: { generateScopedName: '[name]__[local]' } },
  builder: {
    async buildApp(builder) {
      await Promise.all(Object.values(builder.environments).map((each) => builder.build(each)));
    },
  },
  environments: {
    client: { build: { outDir: out('renderer'), emptyOutDir: true, target: 'chrome140' } },
    main: nodeBundle('main', {
      index: path.join(here, 'main/index.ts'),
      'session-worker': path.join(here, 'main/channels/linked-device/worker/index.ts'),
    }),
    simulator: nodeBundle('simulator', { worker: path.join(here, 'simulator/worker.ts') }),
    // The simulator's own page: the server behind it writes the HTML and knows the files' names.
    phone: {
      consumer: 'client',
      build: {
        outDir: out('phone'),
        emptyOutDir: true,
        target: 'chrome140',
        copyPublicDir: false,
        cssCodeSplit: false,
        rolldownOptions: {
          input: { main: path.join(here, 'simulator/page/main.tsx') },
          output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]', codeSplitting: false },
        },
      },
    },
    preload: {
      consumer: 'server',
      build: {
        outDir: out('preload'),
        emptyOutDir: true,
        target: 'chrome140',
        minify: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: { index: path.join(here, 'preload/index.ts') },
          external: natives,
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  test: {
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          root: here,
          environment: 'node',
          include: ['{main,preload,renderer,bench}/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['**/*.{session,slow}.test.ts', '**/node_modules/**'],
          // They take milliseconds; the limit is for a machine that does ten other things.
          testTimeout: 30_000,
          expect: { poll: { timeout: 10_000 } },
          env: tempEnv,
          fsModuleCache: true,
          // Half of the time went into the same modules again: a file that replaces one resets them itself.
          isolate: false,
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      {
        test: {
          // Whole months, many thousands of rows, the real price of a PIN: not for the inner loop.
          name: 'slow',
          root: here,
          environment: 'node',
          include: ['main/**/*.slow.test.ts'],
          testTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
          env: tempEnv,
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'session',
          root: here,
          environment: 'node',
          include: ['simulator/**/*.test.ts', 'main/**/*.session.test.ts'],
          // Alone they take seconds; the limits are for a machine that does ten other things.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env: tempEnv,
          retry: 1,
          maxWorkers: 2,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'e2e',
          root: here,
          environment: 'node',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry: 1,
          // A station, its simulator and a browser each: more than the cores only wait for each other.
          maxWorkers: 2,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
