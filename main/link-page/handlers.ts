import type { LinkPages } from './link-pages.ts';
import type { Handlers } from '../api/handler.ts';

type LinkPageCalls = Extract<keyof Handlers, `linkPage.${string}`>;

/** For the station's own windows; nothing of this is reachable from a page (fence.test.ts). */
export function linkPageHandlers(pages: LinkPages): Pick<Handlers, LinkPageCalls> {
  return {
    async 'linkPage.open'({ channelId }) {
      const { urls, expiresAt } = await pages.open(channelId);
      return { urls: [...urls], expiresAt };
    },
    'linkPage.get': ({ channelId }) => pages.current(channelId),
    'linkPage.close': ({ channelId }) => pages.close(channelId),
  };
}
