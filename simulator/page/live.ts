import { createContext, use, useSyncExternalStore } from 'react';
import type { ChatView, ChatViews, News, Stage } from '../page-server/protocol.ts';

/** Everything the simulator has told, and whether it still speaks. */
export interface World extends Stage {
  readonly chats: ChatViews;
  readonly heard: boolean;
}

let world: World | undefined;
const listeners = new Set<() => void>();

function show(next: World | undefined): void {
  world = next;
  for (const listener of listeners) listener();
}

function merge({ stage, chats: news }: News): World | undefined {
  const known = stage ?? world;
  if (!known) return undefined;
  const chats: Record<string, Readonly<Record<string, ChatView>>> = { ...world?.chats };
  for (const [owner, views] of Object.entries(news)) chats[owner] = { ...chats[owner], ...views };
  return { ...known, chats, heard: true };
}

export function listen(): void {
  const source = new EventSource('news');
  source.addEventListener('message', ({ data }) => show(merge(JSON.parse(String(data)) as News)));
  source.addEventListener('error', () => world && show({ ...world, heard: false }));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Undefined until the simulator has told how things stand. */
export const useArrivingWorld = (): World | undefined => useSyncExternalStore(subscribe, () => world);

export const WorldContext = createContext<World | undefined>(undefined);

export function useWorld(): World {
  const here = use(WorldContext);
  if (!here) throw new Error('shown before there is a world');
  return here;
}
