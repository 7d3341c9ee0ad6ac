import type { Bus, Handlers } from '../api/handler.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import type { Audit } from '../users/audit.ts';
import type { ClosingReasonStore } from './store.ts';

export type ClosingReasonHandlers = Pick<Handlers, Extract<keyof Handlers, `closingReasons.${string}`>>;

export function closingReasonHandlers({
  db,
  bus,
  store,
  audit,
}: {
  db: Database;
  bus: Bus;
  store: ClosingReasonStore;
  audit: Audit;
}): ClosingReasonHandlers {
  const changed = () => bus.emit('attendance.changed', {});
  return {
    'closingReasons.list': () => store.list(),
    'closingReasons.create': ({ name }, { user }) => {
      const id = store.add(name);
      if (id === undefined) throw new Refusal('name-taken', { field: 'name' });
      audit(user, 'closing-reason.created', { reason: id, name });
      changed();
      return { id };
    },
    'closingReasons.rename': ({ reasonId, name }, { user }) => {
      const result = store.rename(reasonId, name);
      if (result === 'missing') throw new Refusal('closing-reason-not-found');
      if (result === 'taken') throw new Refusal('name-taken', { field: 'name' });
      audit(user, 'closing-reason.renamed', { reason: reasonId, name });
      changed();
    },
    'closingReasons.reorder': ({ ids }) => {
      db.transaction('closingReasons.reorder', () => store.reorder(ids));
      changed();
    },
    'closingReasons.remove': ({ reasonId }, { user }) => {
      db.transaction('closingReasons.remove', () => {
        store.remove(reasonId);
        audit(user, 'closing-reason.removed', { reason: reasonId });
      });
      changed();
    },
  };
}
