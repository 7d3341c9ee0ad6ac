/** The internal notes of the open conversation (AT-4). */
import { create } from 'zustand';
import type { CallError } from '../../preload/contract.ts';
import type { Note } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

interface NotesState {
  conversationId: number | undefined;
  /** Oldest first; undefined until main has told. */
  notes: readonly Note[] | undefined;
  error: CallError | undefined;
}

const NOTHING: NotesState = { conversationId: undefined, notes: undefined, error: undefined };

export const useNotes = create<NotesState>()(() => NOTHING);

export function forgetNotes(): void {
  useNotes.setState(NOTHING);
}

export async function loadNotes(conversationId: number): Promise<void> {
  if (useNotes.getState().conversationId !== conversationId) {
    useNotes.setState({ ...NOTHING, conversationId });
  }
  const reply = await call('notes.list', { conversationId });
  if (useNotes.getState().conversationId !== conversationId) return;
  useNotes.setState(reply.ok ? { notes: reply.value, error: undefined } : { error: reply.error });
}

/** The tickets of these conversations have changed, or their notes. */
export function refreshNotes(conversationIds: readonly number[]): void {
  const { conversationId } = useNotes.getState();
  if (conversationId !== undefined && conversationIds.includes(conversationId))
    void loadNotes(conversationId);
}

export async function addNote(conversationId: number, body: string): Promise<CallError | undefined> {
  const reply = await call('notes.add', { conversationId, body });
  if (!reply.ok) return reply.error;
  await loadNotes(conversationId);
  return undefined;
}

export async function editNote({ id, conversationId }: Note, body: string): Promise<CallError | undefined> {
  const reply = await call('notes.edit', { noteId: id, body });
  if (!reply.ok) return reply.error;
  await loadNotes(conversationId);
  return undefined;
}

export async function removeNote({ id, conversationId }: Note): Promise<CallError | undefined> {
  const reply = await call('notes.remove', { noteId: id });
  if (!reply.ok) return reply.error;
  await loadNotes(conversationId);
  return undefined;
}
