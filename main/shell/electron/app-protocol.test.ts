import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { useTempFolder } from '../../testing/temp-folder.ts';
import { appScheme, createAppProtocol, isAppAddress } from './app-protocol.ts';

const folder = useTempFolder();
let answer: ReturnType<typeof createAppProtocol>;

beforeEach(() => {
  const root = path.join(folder(), 'renderer');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(root, 'assets', 'index-abc.js'), 'export {}');
  writeFileSync(path.join(folder(), 'secret.json'), '{}');
  answer = createAppProtocol(root, ({ url }) => Promise.resolve(new Response(`file of ${url}`)));
});

const get = (url: string, method = 'GET') => answer({ url, method });

test('the window comes with the strict policy', async () => {
  const page = await get('app://station/');
  expect(page.status).toBe(200);
  expect(await page.text()).toBe('<!doctype html>');
  expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
  const policy = page.headers.get('Content-Security-Policy');
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(policy).toContain("connect-src 'self';");
  expect(policy).not.toContain('unsafe');
});

test('so do its files', async () => {
  const script = await get('app://station/assets/index-abc.js?v=1#x');
  expect(await script.text()).toBe('export {}');
  expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
});

test.each([
  'app://station/../secret.json',
  'app://station/%2e%2e/secret.json',
  'app://station/assets/..%2f..%2fsecret.json',
  'app://station//etc/passwd',
  'app://station/nothing.js',
  'app://other/index.html',
  'app://station.evil/index.html',
  'http://station/index.html',
])('%s is not there', async (url) => {
  const answered = await get(url);
  expect(answered.status).toBe(404);
  expect(await answered.text()).toBe('');
});

test('nothing but reading is done', async () => {
  expect((await get('app://station/', 'POST')).status).toBe(404);
});

test('the scheme is a proper origin, and only its own addresses are ours', () => {
  expect(appScheme).toMatchObject({ scheme: 'app', privileges: { standard: true, secure: true } });
  expect(appScheme.privileges?.bypassCSP).toBeUndefined();
  expect(['app://station/', 'app://station/index.html'].every(isAppAddress)).toBe(true);
  expect(['app://station', 'app://stationx/', 'https://app://station/', undefined].some(isAppAddress)).toBe(
    false,
  );
});

test('AT-3 files of messages are asked for at the same door, and pages of others have none', async () => {
  expect(await (await get('app://station/media/7/preview')).text()).toBe(
    'file of app://station/media/7/preview',
  );
  expect((await get('app://other/media/7')).status).toBe(404);
});
