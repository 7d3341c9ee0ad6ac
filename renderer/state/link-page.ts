/** Pages on the shop's network that link a channel (QR-10), for as long as main serves them. */
import { create } from 'zustand';
import type { CallError, EventPayload } from '../../preload/contract.ts';
import type { LinkPage } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

export interface OpenPage extends LinkPage {
  /** Told once, to the window that asked: empty in every other one. */
  urls: readonly string[];
}

interface LinkPagesState {
  pages: Readonly<Record<number, OpenPage>>;
}

export const useLinkPages = create<LinkPagesState>()(() => ({ pages: {} }));

export function forgetLinkPages(): void {
  useLinkPages.setState({ pages: {} });
}

export function takeLinkPage({ channelId, page }: EventPayload<'linkPage.changed'>): void {
  useLinkPages.setState(({ pages }) => {
    const { [channelId]: before, ...others } = pages;
    if (!page) return { pages: others };
    const urls = before?.expiresAt === page.expiresAt ? before.urls : [];
    return { pages: { ...others, [channelId]: { ...page, urls } } };
  });
}

export async function openLinkPage(channelId: number): Promise<CallError | undefined> {
  const reply = await call('linkPage.open', { channelId });
  if (!reply.ok) return reply.error;
  useLinkPages.setState(({ pages }) => ({
    pages: { ...pages, [channelId]: { watching: pages[channelId]?.watching ?? 0, ...reply.value } },
  }));
  return undefined;
}

export async function loadLinkPage(channelId: number): Promise<void> {
  const reply = await call('linkPage.get', { channelId });
  if (reply.ok) takeLinkPage({ channelId, ...(reply.value && { page: reply.value }) });
}

export async function closeLinkPage(channelId: number): Promise<CallError | undefined> {
  const reply = await call('linkPage.close', { channelId });
  return reply.ok ? undefined : reply.error;
}

export function hasLinkPage(channelId: number): boolean {
  return useLinkPages.getState().pages[channelId] !== undefined;
}

export function useLinkPage(channelId: number): OpenPage | undefined {
  return useLinkPages(({ pages }) => pages[channelId]);
}
