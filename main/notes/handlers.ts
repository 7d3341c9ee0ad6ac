import type { CallContext, Handlers } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { Write } from '../inbox/changes.ts';
import type { Conversations } from '../inbox/conversations.ts';
import { type NoteRow, type NoteStore, toNote } from './store.ts';

export type NoteHandlers = Pick<Handlers, Extract<keyof Handlers, `notes.${string}`>>;

export function noteHandlers({
  clock,
  write,
  conversations,
  store,
}: {
  clock: Clock;
  write: Write;
  conversations: Pick<Conversations, 'byId'>;
  store: NoteStore;
}): NoteHandlers {
  function existing(conversationId: number): number {
    const found = conversations.byId(conversationId);
    if (!found) throw new Refusal('conversation-not-found');
    return found.id;
  }

  function editable(noteId: number, { user }: CallContext): NoteRow {
    const note = store.byId(noteId);
    if (!note) throw new Refusal('note-not-found');
    if (!toNote(note, user).editable) throw new Refusal('note-of-another');
    return note;
  }

  return {
    'notes.list': ({ conversationId }, { user }) =>
      store.list(existing(conversationId)).map((note) => toNote(note, user)),

    'notes.add': ({ conversationId, body }, { user }) => {
      const id = existing(conversationId);
      const noteId = write('notes.add', (changes) => {
        changes.ticket(id);
        return store.add({ conversationId: id, userId: user?.id, body, at: clock.now() });
      });
      return toNote(store.byId(noteId)!, user);
    },

    'notes.edit': ({ noteId, body }, context) => {
      const { conversationId } = editable(noteId, context);
      write('notes.edit', (changes) => {
        store.edit(noteId, body, clock.now());
        changes.ticket(conversationId);
      });
      return toNote(store.byId(noteId)!, context.user);
    },

    'notes.remove': ({ noteId }, context) => {
      const { conversationId } = editable(noteId, context);
      write('notes.remove', (changes) => {
        store.remove(noteId);
        changes.ticket(conversationId);
      });
    },
  };
}
