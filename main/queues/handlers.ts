import type { Bus, Handlers } from '../api/handler.ts';
import { Refusal } from '../failure.ts';
import type { Write } from '../inbox/changes.ts';
import type { Audit } from '../users/audit.ts';
import type { QueueStore } from './store.ts';

export type QueueHandlers = Pick<Handlers, Extract<keyof Handlers, `queues.${string}`>>;

/** What else may name a queue: a timed transfer, a menu. */
export interface QueueUse {
  count(queueId: number): number;
  /** Inside a transaction. */
  repoint(from: number, into: number): void;
}

export function queueHandlers({
  bus,
  write,
  store,
  audit,
  uses = [],
}: {
  bus: Bus;
  write: Write;
  store: QueueStore;
  audit: Audit;
  uses?: readonly QueueUse[];
}): QueueHandlers {
  const changed = () => bus.emit('attendance.changed', {});

  return {
    'queues.list': () => store.list(),
    'queues.create': ({ name, hue, memberIds }, { user }) => {
      const id = write('queues.create', () => {
        const added = store.add({ name, hue, memberIds });
        if (added === undefined) throw new Refusal('name-taken', { field: 'name' });
        audit(user, 'queue.created', { queue: added, name });
        return added;
      });
      changed();
      return { id };
    },
    'queues.update': ({ queueId, name, hue, memberIds }, { user }) => {
      write('queues.update', () => {
        const result = store.update(queueId, { name, hue, memberIds });
        if (result === 'missing') throw new Refusal('queue-not-found');
        if (result === 'taken') throw new Refusal('name-taken', { field: 'name' });
        audit(user, 'queue.updated', { queue: queueId, name });
      });
      changed();
    },
    'queues.reorder': ({ ids }) => {
      write('queues.reorder', () => store.reorder(ids));
      changed();
    },
    'queues.remove': ({ queueId, into }, { user }) => {
      write('queues.remove', (changes) => {
        if (!store.exists(queueId)) throw new Refusal('queue-not-found');
        if (into !== undefined && (into === queueId || !store.exists(into))) {
          throw new Refusal('queue-not-found', { field: 'into' });
        }
        const tickets = store.live(queueId);
        const rules = uses.reduce((sum, use) => sum + use.count(queueId), 0);
        if (into === undefined && tickets + rules > 0) {
          throw new Refusal('queue-in-use', { params: { tickets, rules } });
        }
        if (into !== undefined) for (const use of uses) use.repoint(queueId, into);
        for (const conversationId of store.remove(queueId, into)) changes.conversation(conversationId);
        audit(user, 'queue.removed', { queue: queueId, ...(into !== undefined && { into }) });
      });
      changed();
    },
  };
}
