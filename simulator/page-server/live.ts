import type { ServerResponse } from 'node:http';
import type { News } from './protocol.ts';
import { chatViews, type Scene, stageView } from './views.ts';

/** Keeps every open page up to date over server-sent events. */
export interface Live {
  /** Sends all there is, and from then on what changes. */
  join(response: ServerResponse): void;
  /** The stage is different now, or what that number's phone shows. */
  changed(number?: string): void;
  /** Sends at once what waits to be sent. */
  flush(): void;
  close(): void;
}

/** Changes within this time travel together. */
const GATHER_MS = 30;

export function createLive(scene: Scene): Live {
  const { network } = scene;
  const pages = new Set<ServerResponse>();
  const dirty = new Set<string>();
  /** As JSON, to tell what is new. */
  let stage = '';
  const chats = new Map<string, Map<string, string>>();
  let timer: NodeJS.Timeout | undefined;

  const everybody = () => [...network.phones, ...network.customers];

  function refreshStage(): boolean {
    const before = stage;
    stage = JSON.stringify(stageView(scene));
    return stage !== before;
  }

  /** Looks again at what the dirty phones show; the answer holds only what is different. */
  function refreshChats(): Map<string, Map<string, string>> {
    const different = new Map<string, Map<string, string>>();
    for (const owner of everybody()) {
      if (!dirty.has(owner.number)) continue;
      const known = chats.get(owner.number) ?? new Map<string, string>();
      const news = new Map<string, string>();
      for (const [other, view] of chatViews(owner)) {
        const json = JSON.stringify(view);
        if (known.get(other) !== json) news.set(other, json);
      }
      for (const [other, json] of news) known.set(other, json);
      chats.set(owner.number, known);
      if (news.size > 0) different.set(owner.number, news);
    }
    dirty.clear();
    return different;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const newStage = refreshStage();
    const newChats = refreshChats();
    if (!newStage && newChats.size === 0) return;
    const news = write(newStage ? stage : undefined, newChats);
    for (const page of pages) page.write(news);
  }

  function changed(number?: string): void {
    if (number !== undefined) dirty.add(number);
    timer ??= setTimeout(flush, GATHER_MS);
  }

  const deaf = [
    network.on('screen', ({ number }) => changed(number)),
    ...(['linked', 'unlinked', 'login', 'logout'] as const).map((name) => network.on(name, () => changed())),
  ];
  for (const { number } of everybody()) dirty.add(number);

  return {
    join(response) {
      flush();
      pages.add(response);
      response.on('close', () => pages.delete(response));
      response.write(write(stage, chats));
    },
    changed,
    flush,
    close() {
      clearTimeout(timer);
      for (const stop of deaf) stop();
      for (const page of pages) page.end();
    },
  };
}

/** An event whose parts are JSON already. */
function write(stage: string | undefined, chats: Map<string, Map<string, string>>): string {
  const object = (entries: Iterable<[string, string]>) =>
    `{${[...entries].map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
  const parts: [keyof News, string][] = [
    ['chats', object([...chats].map(([owner, views]) => [owner, object(views)]))],
  ];
  if (stage !== undefined) parts.push(['stage', stage]);
  return `data: ${object(parts)}\n\n`;
}
