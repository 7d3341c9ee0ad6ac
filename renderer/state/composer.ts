/** What is being written, by conversation: kept in main with every pause, so that no crash takes it away. */
import { create } from 'zustand';
import type { CallError } from '../../preload/contract.ts';
import type { Attachment, Conversation, Message } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { editMessage } from './message-actions.ts';

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
};

export function forgetComposer(): void {
  flushDrafts();
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
  const draft = draftOf(conversationId);
  // What is rewritten is no draft, and a note is nothing that may be sent by mistake.
  if (draft.editing || draft.isNote) return;
  void call('conversation.draft', {
    conversationId,
    text: draft.text,
    attachmentIds: draft.files.flatMap(({ attachment }) => attachment?.attachmentId ?? []),
    ...(draft.replyTo && { replyTo: draft.replyTo.id }),
  });
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

export function setNote(conversationId: number, isNote: boolean): void {
  change(conversationId, (draft) => ({ ...draft, isNote, editing: undefined }));
}

/** The note is kept: the field is empty, and a message's again. */
export function clearNote(conversationId: number): void {
  change(conversationId, (draft) => ({ ...draft, text: '', isNote: false }));
  saveSoon(conversationId);
}

export function answer(conversationId: number, replyTo: Message | undefined): void {
  change(conversationId, (draft) => ({
    ...draft,
    replyTo,
    isNote: false,
    ...(draft.editing && { editing: undefined, text: '' }),
  }));
  saveSoon(conversationId);
}

const setAside = new Map<number, string>();

/** Puts a message of ours into the field; what stood there comes back afterwards. */
export function startEditing(conversationId: number, message: Message): void {
  const { text, editing } = draftOf(conversationId);
  if (!editing) setAside.set(conversationId, text);
  change(conversationId, (draft) => ({
    ...draft,
    editing: message,
    text: message.text,
    replyTo: undefined,
    isNote: false,
  }));
}

export function stopEditing(conversationId: number): void {
  const text = setAside.get(conversationId) ?? '';
  setAside.delete(conversationId);
  change(conversationId, (draft) => ({ ...draft, editing: undefined, text }));
}

export async function saveEdit(conversationId: number): Promise<CallError | undefined> {
  const { editing, text } = draftOf(conversationId);
  if (!editing) return undefined;
  const error = text === editing.text ? undefined : await editMessage(editing.id, text, crypto.randomUUID());
  if (!error) stopEditing(conversationId);
  return error;
}
