import { homedir } from 'node:os';
import path from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { languageOf, readArguments } from './boot/arguments.ts';
import { defaultDataFolder, pathsIn, prepareDataFolder, savedLanguage } from './boot/data-folder.ts';
import { createEnding } from './boot/ending.ts';
import { lockDataFolder } from './boot/instance-lock.ts';
import { StartError, startErrorOf } from './boot/start-error.ts';
import { wordsIn } from './i18n/index.ts';
import { createLog } from './log.ts';
import { openPreferences, preferencesFile } from './settings/preferences.ts';

const inElectron = 'electron' in process.versions;
const packaged = inElectron && !('defaultApp' in process);
const argv = process.argv.slice(inElectron ? 1 : 2);
const { createShell } = inElectron
  ? await import('./shell/electron/shell.ts')
  : await import('./shell/browser/shell.ts');
const shell = createShell();
let words = wordsIn(languageOf(argv) ?? 'pt-BR');

async function boot(): Promise<void> {
  const args = readArguments(argv, { packaged, lenient: inElectron });
  const { platform, env } = process;
  const folder = args.data ?? defaultDataFolder({ platform, env, home: homedir(), demo: args.demo });
  const paths = pathsIn(path.resolve(folder));
  const language = args.language ?? savedLanguage(preferencesFile(paths.data));
  if (language) words = wordsIn(language);

  shell.settle?.(paths);
  // Whatever is written from here on is this system user's alone.
  process.umask(0o077);
  prepareDataFolder(paths);
  const log = createLog(paths.logs);
  try {
    const lock = lockDataFolder(paths);
    const ending = createEnding(log, () => shell.explain(words('end.fault', { folder: paths.logs })));
    ending.add(() => lock.release());
    const preferences = await openPreferences({ folder: paths.data, log, language: args.language });
    const { end: quit } = ending;
    const started = await shell.start({ args, paths, log, preferences, words, version: pkg.version, quit });
    ending.add(() => started.close());
  } catch (error) {
    const problem = startErrorOf(error, paths);
    log.error({ err: problem.cause ?? problem }, `not started: ${problem.code}`);
    const text = words(`start.${problem.code}`, problem.params);
    await (problem.code === 'already-running' ? shell.recall(paths, text, words) : shell.explain(text));
    process.exit(problem.exitCode);
  }
}

// Not awaited: Electron is ready only once this module has been run to its end.
boot().catch(async (error: unknown) => {
  const problem = error instanceof StartError ? error : new StartError('internal', { folder: '' }, error);
  await shell.explain(words(`start.${problem.code}`, problem.params));
  process.exit(problem.exitCode);
});
