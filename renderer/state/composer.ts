/** What is being written, by conversation: kept in main with every pause, so that no crash takes it away. */
import { create } from 'zustand';
import type { CallError, CallInput } from '../../preload/contract.ts';
import type { Attachment, Conversation, Message } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { editMessage } from './message-actions.ts';
import { keepNote, keptNote, moveNotes } from './unsaved.ts';
import { leaveUploads } from './uploads.ts';

/** A file in the tray above the field. */
export interface TrayFile {
  key: string;
  fileName: string;
  size: number;
  /** Of the window itself, for a picture before main has one. */
  localAddress: string | undefined;
  /** Undefined while it is on its way. */
  attachment: Attachment | undefined;
  error: CallError | undefined;
  /** Sent as it is, not as a picture or film. */
  asDocument: boolean;
}

export interface Draft {
  text: string;
  files: readonly TrayFile[];
  /** The message that it answers. */
  replyTo: Message | undefined;
  /** Our own message that is being rewritten; the text is its new one. */
  editing: Message | undefined;
  /** For the people of the shop only (AT-4). */
  isNote: boolean;
  /** What stood in the field before the rewriting, and comes back after it. */
  aside: Pick<Draft, 'text' | 'replyTo' | 'isNote'> | undefined;
}

interface ComposerState {
  drafts: Readonly<Record<number, Draft>>;
}

export const useComposer = create<ComposerState>()(() => ({ drafts: {} }));

export const EMPTY_DRAFT: Draft = {
  text: '',
  files: [],
  replyTo: undefined,
  editing: undefined,
  isNote: false,
  aside: undefined,
};

export function forgetComposer(): void {
  flushDrafts();
  leaveUploads();
  for (const id of Object.keys(useComposer.getState().drafts).map(Number)) {
    stopEditing(id);
    layNoteAside(id);
  }
  for (const timer of unsaved.values()) clearTimeout(timer);
  unsaved.clear();
  useComposer.setState({ drafts: {} });
}

/** What main has kept of it, where this window has not begun anything. */
export function takeDraft(conversation: Conversation, replyTo: Message | undefined): void {
  const { id, draft, draftAttachments } = conversation;
  if (useComposer.getState().drafts[id]) return;
  const files = draftAttachments.map((attachment): TrayFile => ({
    key: attachment.attachmentId,
    fileName: attachment.fileName,
    size: attachment.size,
    localAddress: undefined,
    attachment,
    error: undefined,
    asDocument: false,
  }));
  change(id, () => ({ ...EMPTY_DRAFT, text: draft, files, replyTo }));
  if (draft === '' && files.length === 0 && keptNote(id) !== '') setNote(id, true);
}

/**
 * What is being written goes on in the conversation that this one has become part of. Main has put the drafts of both
 * together; what was written since its last pause is known only here.
 */
export function moveDraft(from: number, into: Conversation): void {
  layNoteAside(from);
  clearTimeout(unsaved.get(from));
  unsaved.delete(from);
  const { [from]: moved = EMPTY_DRAFT, [into.id]: other, ...others } = useComposer.getState().drafts;
  useComposer.setState({ drafts: others });
  takeDraft(into, undefined);
  layNoteAside(into.id);
  moveNotes(from, into.id);
  change(into.id, (known) => {
    const whole = (text: string) => (known.text.includes(text) ? known.text : text);
    const files = [...moved.files, ...(other?.files ?? [])];
    const here = new Set(files.map(({ attachment }) => attachment?.attachmentId));
    return {
      ...moved,
      ...(moved.aside
        ? { aside: { ...moved.aside, text: whole(moved.aside.text) } }
        : { text: whole(moved.text) }),
      files: [...known.files.filter(({ attachment }) => !here.has(attachment?.attachmentId)), ...files],
    };
  });
  if (draftOf(into.id).text === '' && keptNote(into.id) !== '') setNote(into.id, true);
  saveSoon(into.id);
}

/** Changes a draft in this window only; `saveSoon` tells main. */
export function change(conversationId: number, next: (draft: Draft) => Draft): void {
  useComposer.setState(({ drafts }) => ({
    drafts: { ...drafts, [conversationId]: next(drafts[conversationId] ?? EMPTY_DRAFT) },
  }));
}

const DRAFT_PAUSE = 500;
const unsaved = new Map<number, ReturnType<typeof setTimeout>>();

export function saveSoon(conversationId: number): void {
  clearTimeout(unsaved.get(conversationId));
  unsaved.set(
    conversationId,
    setTimeout(() => saveDraft(conversationId), DRAFT_PAUSE),
  );
}

export function saveDraft(conversationId: number): void {
  clearTimeout(unsaved.get(conversationId));
  if (!unsaved.delete(conversationId)) return;
  void call('conversation.draft', savedDraft(conversationId));
}

/** What main keeps: what is rewritten is no draft, and a note is nothing that may be sent by mistake. */
export function savedDraft(conversationId: number): CallInput<'conversation.draft'> {
  const draft = draftOf(conversationId);
  const { text, replyTo, isNote } = draft.aside ?? draft;
  return {
    conversationId,
    text: isNote ? '' : text,
    attachmentIds: draft.files.flatMap(({ attachment }) => attachment?.attachmentId ?? []),
    ...(replyTo && { replyTo: replyTo.id }),
  };
}

/** Whoever leaves a conversation, or the counter, leaves no draft behind unsaved. */
export function flushDrafts(): void {
  for (const conversationId of unsaved.keys()) saveDraft(conversationId);
}

export function writeDraft(conversationId: number, text: string): void {
  change(conversationId, (draft) => ({ ...draft, text }));
  saveSoon(conversationId);
}

export function draftOf(conversationId: number): Draft {
  return useComposer.getState().drafts[conversationId] ?? EMPTY_DRAFT;
}

/** The words in the field become a note, under one that was laid aside, or a message again. */
export function setNote(conversationId: number, isNote: boolean): void {
  stopEditing(conversationId);
  const kept = isNote ? keptNote(conversationId) : '';
  if (kept !== '') keepNote(conversationId, undefined);
  change(conversationId, (draft) => ({
    ...draft,
    isNote,
    text: [kept, draft.text].filter((text) => text !== '').join('\n'),
  }));
  saveSoon(conversationId);
}

/** A half-written note leaves the field for a message, and comes back the next time that one writes a note. */
function layNoteAside(conversationId: number): void {
  const { isNote, text } = draftOf(conversationId);
  if (!isNote) return;
  if (text.trim() !== '') keepNote(conversationId, text);
  change(conversationId, (draft) => ({ ...draft, isNote: false, text: '' }));
}

/** The note is kept: the field is empty, and a message's again. */
export function clearNote(conversationId: number): void {
  change(conversationId, (draft) => ({ ...draft, text: '', isNote: false }));
  saveSoon(conversationId);
}

export function answer(conversationId: number, replyTo: Message | undefined): void {
  stopEditing(conversationId);
  layNoteAside(conversationId);
  change(conversationId, (draft) => ({ ...draft, replyTo }));
  saveSoon(conversationId);
}

/** Puts a message of ours into the field; what stood there comes back afterwards. */
export function startEditing(conversationId: number, message: Message): void {
  change(conversationId, ({ text, replyTo, isNote, aside, files }) => ({
    text: message.text,
    files,
    replyTo: undefined,
    editing: message,
    isNote: false,
    aside: aside ?? { text, replyTo, isNote },
  }));
}

export function stopEditing(conversationId: number): void {
  if (!draftOf(conversationId).editing) return;
  change(conversationId, (draft) => ({ ...draft, ...draft.aside, editing: undefined, aside: undefined }));
}

export async function saveEdit(conversationId: number): Promise<CallError | undefined> {
  const { editing, text } = draftOf(conversationId);
  if (!editing) return undefined;
  const error = text === editing.text ? undefined : await editMessage(editing.id, text, crypto.randomUUID());
  if (!error) stopEditing(conversationId);
  return error;
}
