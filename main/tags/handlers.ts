import type { Bus, Handlers } from '../api/handler.ts';
import { Refusal } from '../failure.ts';
import type { Write } from '../inbox/changes.ts';
import type { Audit } from '../users/audit.ts';
import type { TagStore } from './store.ts';

export type TagHandlers = Pick<Handlers, Extract<keyof Handlers, `tags.${string}`>>;

export function tagHandlers({
  bus,
  write,
  store,
  audit,
}: {
  bus: Bus;
  write: Write;
  store: TagStore;
  audit: Audit;
}): TagHandlers {
  return {
    'tags.list': () => store.list(),
    'tags.create': ({ name, hue }, { user }) => {
      const id = store.add(name, hue);
      if (id === undefined) throw new Refusal('name-taken', { field: 'name' });
      audit(user, 'tag.created', { tag: id, name });
      bus.emit('attendance.changed', {});
      return { id };
    },
    'tags.update': ({ tagId, name, hue }, { user }) => {
      const result = store.update(tagId, name, hue);
      if (result === 'missing') throw new Refusal('tag-not-found');
      if (result === 'taken') throw new Refusal('name-taken', { field: 'name' });
      audit(user, 'tag.updated', { tag: tagId, name });
      bus.emit('attendance.changed', {});
    },
    'tags.remove': ({ tagId }, { user }) => {
      write('tags.remove', (changes) => {
        for (const id of store.remove(tagId)) changes.conversation(id);
        audit(user, 'tag.removed', { tag: tagId });
      });
      bus.emit('attendance.changed', {});
    },
  };
}
