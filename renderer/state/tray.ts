/** The files above the field. Each goes to main as soon as it is chosen, so that sending costs no wait. */
import type { Attachment } from '../../preload/entities.ts';
import { change, draftOf, saveSoon, type TrayFile, useComposer } from './composer.ts';
import { arrival, bring, bringAgain as bringUploadAgain, discard, leaveUpload } from './uploads.ts';

/** Whether files can be put to what is being written: a note and a rewriting have none. */
export function takesFiles(conversationId: number): boolean {
  const { isNote, editing } = draftOf(conversationId);
  return !isNote && !editing;
}

/** Puts files into the tray; each goes to main at once, so that sending costs no wait. */
export function addFiles(conversationId: number, files: readonly File[]): void {
  if (!takesFiles(conversationId)) return;
  const added = files.map((file): [File, TrayFile] => [
    file,
    {
      key: crypto.randomUUID(),
      fileName: file.name,
      size: file.size,
      localAddress: /^(?:image\/(?!svg)|video\/)/.test(file.type) ? URL.createObjectURL(file) : undefined,
      attachment: undefined,
      error: undefined,
      asDocument: false,
    },
  ]);
  change(conversationId, (draft) => ({
    ...draft,
    files: [...draft.files, ...added.map(([, tray]) => tray)],
  }));
  for (const [file, { key }] of added) {
    void bring(key, file);
    void settle(key);
  }
}

/** Shows what became of a file, unless it has left the tray: by being sent, or with whoever had the counter. */
async function settle(key: string): Promise<void> {
  const result = await arrival(key);
  const conversationId = changeFile(key, (held) => ({
    ...held,
    attachment: result.ok ? result.attachment : undefined,
    error: result.ok ? undefined : result.error,
  }));
  if (conversationId === undefined || !result.ok) return;
  leaveUpload(key);
  saveSoon(conversationId);
}

/** In whichever draft it is now; answers whose that is. */
function changeFile(key: string, next: (file: TrayFile) => TrayFile): number | undefined {
  const drafts = Object.entries(useComposer.getState().drafts);
  const found = drafts.find(([, { files }]) => files.some((file) => file.key === key));
  if (!found) return undefined;
  const conversationId = Number(found[0]);
  change(conversationId, (draft) => ({
    ...draft,
    files: draft.files.map((file) => (file.key === key ? next(file) : file)),
  }));
  return conversationId;
}

export function bringAgain(key: string): void {
  if (!bringUploadAgain(key)) return;
  changeFile(key, (file) => ({ ...file, error: undefined }));
  void settle(key);
}

export function sendAsDocument(key: string, asDocument: boolean): void {
  changeFile(key, (file) => ({ ...file, asDocument }));
}

export function removeFile(conversationId: number, key: string): void {
  const file = draftOf(conversationId).files.find((each) => each.key === key);
  if (!file) return;
  leaveUpload(key);
  if (file.attachment) discard(file.attachment.attachmentId);
  if (file.localAddress !== undefined) URL.revokeObjectURL(file.localAddress);
  change(conversationId, (draft) => ({
    ...draft,
    files: draft.files.filter((each) => each.key !== key),
  }));
  saveSoon(conversationId);
}

/** A file that main already has, of a quick reply. */
export function addAttachment(conversationId: number, attachment: Attachment): void {
  const { attachmentId, fileName, size } = attachment;
  change(conversationId, (draft) => ({
    ...draft,
    files: [
      ...draft.files,
      {
        key: attachmentId,
        fileName,
        size,
        localAddress: undefined,
        attachment,
        error: undefined,
        asDocument: false,
      },
    ],
  }));
  saveSoon(conversationId);
}
