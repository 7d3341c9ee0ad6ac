import { parseArgs } from 'node:util';
import { Language } from '../../preload/entities.ts';
import { StartError } from './start-error.ts';

export interface Arguments {
  readonly demo: boolean;
  /** Whether the window opens by itself. */
  readonly open: boolean;
  readonly port?: number;
  readonly data?: string;
  readonly language?: Language;
  /** Another WhatsApp endpoint and its Noise root key, for development. */
  readonly network?: { readonly url: string; readonly rootKey: Uint8Array };
}

const options = {
  demo: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  port: { type: 'string' },
  data: { type: 'string' },
  lang: { type: 'string' },
  'wa-url': { type: 'string' },
  'wa-root': { type: 'string' },
} as const;

const accepted = Object.keys(options)
  .map((name) => `--${name}`)
  .join(' ');

/**
 * `packaged` refuses the development arguments. `lenient` passes over what is unknown: an Electron process shares its
 * command line with Chromium's switches.
 */
export function readArguments(
  argv: readonly string[],
  { packaged, lenient }: { packaged: boolean; lenient: boolean },
): Arguments {
  const { values, tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option' && isOption(token.name)) {
      const takesValue = options[token.name].type === 'string';
      if (takesValue && (!token.value || (!token.inlineValue && token.value.startsWith('-')))) {
        throw new StartError('argument-needs-value', { argument: token.rawName });
      }
      if (!takesValue && token.value !== undefined) {
        throw new StartError('argument-takes-no-value', { argument: token.rawName });
      }
    } else if (!lenient) {
      const argument =
        token.kind === 'option' ? token.rawName : token.kind === 'positional' ? token.value : '--';
      throw new StartError('argument-unknown', { argument, accepted });
    }
  }

  const text = (name: keyof typeof options) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const demo = values.demo === true;
  const port = readPort(text('port'));
  const data = text('data');
  const language = readLanguage(text('lang'));
  const network = readNetwork(text('wa-url'), text('wa-root'), { demo, packaged });
  return {
    demo,
    open: values['no-open'] !== true,
    ...(port !== undefined && { port }),
    ...(data !== undefined && { data }),
    ...(language !== undefined && { language }),
    ...(network !== undefined && { network }),
  };
}

/** The language that `--lang` asks for, for the words about arguments that are themselves wrong. */
export function languageOf(argv: readonly string[]): Language | undefined {
  const { values } = parseArgs({ args: [...argv], options, strict: false });
  return Language.safeParse(values.lang).data;
}

function isOption(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}

function readPort(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65_535) throw new StartError('port-invalid', { value });
  return port;
}

function readLanguage(value: string | undefined): Language | undefined {
  if (value === undefined) return undefined;
  const parsed = Language.safeParse(value);
  if (!parsed.success) throw new StartError('language-invalid', { value });
  return parsed.data;
}

function readNetwork(
  url: string | undefined,
  root: string | undefined,
  { demo, packaged }: { demo: boolean; packaged: boolean },
): Arguments['network'] {
  if (url === undefined && root === undefined) return undefined;
  if (packaged) throw new StartError('wa-refused');
  if (url === undefined || root === undefined || demo) throw new StartError('wa-pair-needed');
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    throw new StartError('wa-url-invalid', { value: url });
  }
  if (!/^[0-9a-f]{64}$/i.test(root)) throw new StartError('wa-root-invalid');
  return { url, rootKey: Uint8Array.from(Buffer.from(root, 'hex')) };
}
