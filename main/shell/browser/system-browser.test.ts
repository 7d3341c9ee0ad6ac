import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { useTempFolder } from '../../testing/temp-folder.ts';
import { createWindows, findBrowser, hasDisplay, windowArguments } from './system-browser.ts';

test.each([
  ['linux', { PATH: '/usr/local/bin:/usr/bin' }, '/usr/bin/google-chrome'],
  ['linux', { PATH: '/usr/local/bin:/usr/bin' }, '/usr/local/bin/chromium'],
  ['darwin', {}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  [
    'win32',
    { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
] as const)('on %s, the browser that is there is found', (platform, env, there) => {
  expect(findBrowser({ platform, env, isExecutable: (file) => file === there })).toBe(there);
});

test('none, and none from a relative PATH', () => {
  expect(
    findBrowser({ platform: 'linux', env: { PATH: '.:bin' }, isExecutable: () => true }),
  ).toBeUndefined();
  expect(findBrowser({ platform: 'win32', env: {}, isExecutable: () => true })).toBeUndefined();
});

test('the one that was named, whatever else is there', () => {
  const env = { PATH: '/usr/bin', BALCAO_BROWSER: '/opt/brave' };
  expect(findBrowser({ platform: 'linux', env, isExecutable: () => true })).toBe('/opt/brave');
});

test('a Linux machine needs a display, others have one', () => {
  expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false);
  expect(hasDisplay({ platform: 'linux', env: { DISPLAY: ':0' } })).toBe(true);
  expect(hasDisplay({ platform: 'linux', env: { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
  expect(hasDisplay({ platform: 'win32', env: {} })).toBe(true);
});

test('the sandbox is given up for root only', () => {
  expect(windowArguments('http://127.0.0.1:1/#t', '/profile', { asRoot: false })).not.toContain(
    '--no-sandbox',
  );
  expect(windowArguments('http://127.0.0.1:1/#t', '/profile', { asRoot: true })).toContain('--no-sandbox');
});

describe.skipIf(process.platform === 'win32')('a window', () => {
  const folder = useTempFolder();
  const log = pino({ level: 'silent' });

  /** A browser that notes how it was called. */
  function windowsOf(script: string) {
    const browser = path.join(folder(), 'browser');
    writeFileSync(browser, `#!/bin/sh\necho "$@" >> ${folder()}/called\n${script}\n`, { mode: 0o755 });
    return createWindows({ browser, output: path.join(folder(), 'browser.log'), log });
  }
  const called = () => readFileSync(path.join(folder(), 'called'), 'utf8');

  test('opens on its address, in its own profile, and ends with the station', async () => {
    const windows = windowsOf('exec sleep 60');
    const failed = vi.fn<() => void>();
    windows.open('http://127.0.0.1:1/#token', '/profiles/window', failed);
    await expect
      .poll(called, { timeout: 5000 })
      .toContain('--app=http://127.0.0.1:1/#token --user-data-dir=/profiles/window');
    await windows.close();
    expect(failed).not.toHaveBeenCalled();
  });

  test('that does not close when asked to is ended', async () => {
    const windows = windowsOf("trap '' TERM; echo ready >> $0.ready; while :; do sleep 0.05; done");
    windows.open('http://127.0.0.1:1/', '/profiles/window', () => {});
    await expect.poll(() => existsSync(path.join(folder(), 'browser.ready')), { timeout: 5000 }).toBe(true);
    await expect(windows.close()).resolves.toBeUndefined();
  });

  test('that does not open is told, so that the address can be printed', async () => {
    const failed = vi.fn<() => void>();
    windowsOf('echo no sandbox >&2; exit 1').open('http://127.0.0.1:1/', '/profiles/window', failed);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce(), { timeout: 5000 });
    expect(readFileSync(path.join(folder(), 'browser.log'), 'utf8')).toBe('no sandbox\n');
    createWindows({ browser: '/nowhere', output: path.join(folder(), 'browser.log'), log }).open(
      '',
      '',
      failed,
    );
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(2), { timeout: 5000 });
  });
});
