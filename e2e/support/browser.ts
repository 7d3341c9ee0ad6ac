import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const candidates = [
  process.env['BALCAO_BROWSER'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
];

/** The system's browser, headless. Its sandbox stays on except for root, where Chromium refuses to start with it. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = candidates.find((each) => each !== undefined && existsSync(each));
  if (executablePath === undefined) throw new Error('No Chromium, Chrome or Edge: run `npm run setup`.');
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args: [...args] });
}

/** A window of the counter's PC: its language, size and colour scheme. */
export function newWindow(
  browser: Browser,
  options: { width?: number; height?: number; dark?: boolean; locale?: string } = {},
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: options.width ?? 1366, height: options.height ?? 768 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    locale: options.locale ?? 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
  });
}
