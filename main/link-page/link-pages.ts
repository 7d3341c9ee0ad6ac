import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Language } from '../../preload/entities.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import { createLanServer } from './lan-server.ts';
import { lanAddresses } from './network.ts';
import { type Page, createPage } from './page.ts';
import type { PairingSource } from './pairing-source.ts';
import { createPeers } from './peers.ts';
import { createRouter } from './router.ts';
import { createSecret, findHolder, hashOf } from './secret.ts';
import { renderHtml } from './site/markup.ts';
import { words } from './words/words.ts';

export interface LinkPages {
  /**
   * Serves a page for this channel at a new address, and ends the one that it had. Nobody keeps the addresses but
   * the caller. Refusals: `already-linked`, `no-network`, `link-page-closed` (closed while it was opening), and
   * those of the pairing source.
   */
  open(channelId: number): Promise<{ readonly urls: readonly string[]; readonly expiresAt: number }>;
  current(channelId: number): { readonly expiresAt: number; readonly watching: number } | undefined;
  close(channelId: number): void;
  /** For the station's end: resolves when no connection is left. */
  closeAll(): Promise<void>;
  /** A page began or ended, or another number of devices watches it. */
  onChange(listener: (channelId: number) => void): () => void;
}

export interface LinkPagesOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly pairing: PairingSource;
  readonly language: () => Language;
  readonly channelName: (channelId: number) => string;
  /** A phone number, an e-mail address or any words. */
  readonly supportContact: () => string | undefined;
  /** This machine's addresses with their prefix lengths: `192.168.0.5/24`. */
  readonly addresses?: () => readonly string[];
  readonly random?: (size: number) => Buffer;
}

/** Phases with nothing going on: a page that opens then starts the linking itself. */
const AT_REST: ReadonlySet<string> = new Set(['idle', 'expired', 'failed']);

/** QR-10: pages on the shop's network that link one channel each, and nothing else. Off until one is opened. */
export function createLinkPages(options: LinkPagesOptions): LinkPages {
  const { clock, log, pairing, language, channelName, supportContact } = options;
  const { addresses = lanAddresses, random = randomBytes } = options;
  const pages = new Map<number, Page>();
  const opening = new Map<number, ReturnType<LinkPages['open']>>();
  const listeners = new Set<(channelId: number) => void>();
  const peers = createPeers(clock);
  const answer = createRouter({ find, renderHtml: toHtml, peers });
  const server = createLanServer({ clock, log, peers, answer });

  function find(secret: string): Page | undefined {
    for (const page of pages.values()) page.endIfOver();
    return findHolder(pages.values(), secret);
  }

  function toHtml({ channelId, words }: Page): string {
    return renderHtml({ words, channel: channelName(channelId), supportContact: supportContact() });
  }

  function changed(page: Page): void {
    const { channelId, ended } = page;
    if (ended && pages.get(channelId) === page) {
      pages.delete(channelId);
      opening.delete(channelId);
    }
    if (pages.size === 0) void server.close();
    for (const listener of listeners) listener(channelId);
  }

  async function serve(channelId: number): ReturnType<LinkPages['open']> {
    if (pairing.current(channelId).phase === 'linked') throw new Refusal('already-linked');
    const secret = createSecret(random);
    const page: Page = createPage({
      channelId,
      secretHash: hashOf(secret),
      words: words[language()],
      clock,
      log,
      pairing,
      onChange: () => changed(page),
    });
    const former = pages.get(channelId);
    pages.set(channelId, page);
    former?.end();
    try {
      const hosts = await server.listen(addresses());
      if (page.ended) throw new Refusal('link-page-closed');
      if (hosts.length === 0) throw new Refusal('no-network');
      if (AT_REST.has(pairing.current(channelId).phase)) await pairing.start(channelId, { kind: 'qr' });
      log.info({ channelId, hosts }, 'link page opened');
      changed(page);
      return { urls: hosts.map((host) => `http://${host}/${secret}/qr`), expiresAt: page.expiresAt };
    } catch (error) {
      page.end();
      throw error;
    }
  }

  return {
    open(channelId) {
      // Pressed twice is opened once: a second request counts from the first one's answer.
      const before = opening.get(channelId);
      if (before !== undefined) return before;
      const now = serve(channelId).finally(() => {
        if (opening.get(channelId) === now) opening.delete(channelId);
      });
      opening.set(channelId, now);
      return now;
    },
    current(channelId) {
      const page = pages.get(channelId);
      return page && { expiresAt: page.expiresAt, watching: page.watching };
    },
    close: (channelId) => pages.get(channelId)?.end(),
    async closeAll() {
      for (const page of pages.values()) page.end();
      await server.close();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
