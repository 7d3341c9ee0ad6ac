import { expect, test } from 'vitest';
import { languageOf, readArguments } from './arguments.ts';
import { StartError } from './start-error.ts';

const development = { packaged: false, lenient: false };
const root = 'ab'.repeat(32);

function refusal(argv: string[], how = development) {
  try {
    readArguments(argv, how);
  } catch (error) {
    if (error instanceof StartError)
      return { code: error.code, params: error.params, exitCode: error.exitCode };
    throw error;
  }
  return undefined;
}

test('nothing asked: the real station, with its window', () => {
  expect(readArguments([], development)).toEqual({ demo: false, open: true });
});

test('everything asked, in both spellings', () => {
  expect(
    readArguments(
      ['--demo', '--no-open', '--port', '8080', '--data=/tmp/balcao', '--lang', 'es'],
      development,
    ),
  ).toEqual({ demo: true, open: false, port: 8080, data: '/tmp/balcao', language: 'es' });
});

test('another network, in development', () => {
  const { network } = readArguments(['--wa-url', 'ws://127.0.0.1:9/ws/chat', '--wa-root', root], development);
  expect(network).toEqual({ url: 'ws://127.0.0.1:9/ws/chat', rootKey: new Uint8Array(32).fill(0xab) });
});

test.each([
  [['--colour'], 'argument-unknown'],
  [['-x'], 'argument-unknown'],
  [['start'], 'argument-unknown'],
  [['--'], 'argument-unknown'],
  [['--__proto__'], 'argument-unknown'],
  [['--port'], 'argument-needs-value'],
  [['--data='], 'argument-needs-value'],
  [['--data', '--demo'], 'argument-needs-value'],
  [['--demo=yes'], 'argument-takes-no-value'],
  [['--port', '0'], 'port-invalid'],
  [['--port', '65536'], 'port-invalid'],
  [['--port', '80a'], 'port-invalid'],
  [['--lang', 'pt'], 'language-invalid'],
  [['--wa-url', 'http://127.0.0.1', '--wa-root', root], 'wa-url-invalid'],
  [['--wa-url', 'nowhere', '--wa-root', root], 'wa-url-invalid'],
  [['--wa-url', 'ws://127.0.0.1', '--wa-root', 'ab'], 'wa-root-invalid'],
  [['--wa-url', 'ws://127.0.0.1'], 'wa-pair-needed'],
  [['--wa-root', root], 'wa-pair-needed'],
  [['--demo', '--wa-url', 'ws://127.0.0.1', '--wa-root', root], 'wa-pair-needed'],
])('%j is refused as %s', (argv, code) => {
  expect(refusal(argv)).toMatchObject({ code, exitCode: 2 });
});

test('a packaged app refuses another network', () => {
  const argv = ['--wa-url', 'ws://127.0.0.1', '--wa-root', root];
  expect(refusal(argv, { packaged: true, lenient: true })).toMatchObject({ code: 'wa-refused', exitCode: 2 });
});

test("Chromium's own switches pass in an Electron process", () => {
  const argv = ['.', '--inspect=0', '--remote-debugging-port=0', '--lang', 'en', '--no-sandbox'];
  expect(readArguments(argv, { packaged: false, lenient: true })).toEqual({
    demo: false,
    open: true,
    language: 'en',
  });
});

test('the language is known even when another argument is wrong', () => {
  expect(languageOf(['--colour', '--lang', 'en'])).toBe('en');
  expect(languageOf(['--lang', 'xx'])).toBeUndefined();
});
