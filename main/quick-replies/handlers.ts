import type { Bus, Handlers } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { Refusal } from '../failure.ts';
import { attachmentOf, type StagedStore } from '../media/staged.ts';
import { fill } from '../templates/rules.ts';
import type { Audit } from '../users/audit.ts';
import { faultOf } from './rules.ts';
import type { QuickReplies } from './store.ts';
import type { ValuesFor } from './values.ts';

type QuickReplyCalls = Extract<keyof Handlers, `quickReplies.${string}`>;

export function quickReplyHandlers({
  db,
  clock,
  bus,
  store,
  audit,
  valuesFor,
  staged,
}: {
  db: Database;
  clock: Clock;
  bus: Bus;
  store: QuickReplies;
  audit: Audit;
  valuesFor: ValuesFor;
  /** The files that wait in composers. */
  staged: Pick<StagedStore, 'get'>;
}): Pick<Handlers, QuickReplyCalls> {
  function takeFile(id: number, attachmentId: string): void {
    if (!store.takeFile(id, attachmentId)) throw new Refusal('attachment-not-found');
  }

  return {
    'quickReplies.list': () => store.list(),

    'quickReplies.save'({ id, shortcut, text, queueId, file }, { user }) {
      const fault = faultOf({ text, hasFile: file !== undefined });
      if (fault) {
        const params = fault.code === 'variable-unknown' && { params: { name: fault.name.slice(0, 60) } };
        throw new Refusal(fault.code, { field: fault.field, ...params });
      }
      const saved = db.transaction('quickReplies.save', () => {
        const before = id === undefined ? undefined : store.byId(id);
        if (id !== undefined && !before) throw new Refusal('not-found');
        const same = store.byShortcut(shortcut);
        if (same && same.id !== id) throw new Refusal('shortcut-taken', { field: 'shortcut' });
        if (queueId !== undefined && !store.queueExists(queueId))
          throw new Refusal('not-found', { field: 'queueId' });
        const savedId = store.save({ id, shortcut, text, queueId, at: clock.now() });
        if (file === undefined) store.dropFile(savedId);
        else if (file !== 'kept') takeFile(savedId, file.attachmentId);
        else if (!before?.file) throw new Refusal('attachment-not-found');
        audit(user, before ? 'quick-reply.changed' : 'quick-reply.created', { id: savedId });
        return savedId;
      });
      bus.emit('quickReplies.changed', {});
      return { id: saved };
    },

    'quickReplies.remove'({ id }, { user }) {
      db.transaction('quickReplies.remove', () => {
        if (store.remove(id)) audit(user, 'quick-reply.removed', { id });
      });
      bus.emit('quickReplies.changed', {});
    },

    'quickReplies.fill'({ id, conversationId }, { user }) {
      const reply = store.byId(id);
      if (!reply) throw new Refusal('not-found');
      const values = valuesFor(conversationId, user?.name ?? '');
      if (!values) throw new Refusal('conversation-not-found');
      const attachmentId = store.stageFile(id, clock.now());
      const file = attachmentId === undefined ? undefined : staged.get(attachmentId);
      return { text: fill(reply.text, values), ...(file && { attachment: attachmentOf(file) }) };
    },
  };
}
