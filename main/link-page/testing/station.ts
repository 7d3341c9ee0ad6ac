import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { Language } from '../../../preload/entities.ts';
import { type LinkPagesOptions, createLinkPages } from '../link-pages.ts';
import { createTestClock } from './clock.ts';
import { createFakePairing } from './pairing.ts';

/** Link pages on loopback, with the clock and the linking in the test's hand. They close with the test. */
export function createTestStation(options: Partial<LinkPagesOptions> = {}) {
  const clock = createTestClock();
  const pairing = createFakePairing();
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const language: Language = 'pt-BR';
  const pages = createLinkPages({
    clock,
    log,
    pairing,
    language: () => language,
    channelName: (channelId) => `Canal ${channelId}`,
    supportContact: () => undefined,
    addresses: () => ['127.0.0.1/16'],
    ...options,
  });
  onTestFinished(async () => {
    await pages.closeAll();
  });

  return {
    clock,
    pairing,
    pages,
    logged,
    /** Opens a page; its first address. */
    open: async (channelId = 1): Promise<string> => {
      const { urls } = await pages.open(channelId);
      return urls[0] ?? '';
    },
  };
}
