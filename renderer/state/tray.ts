/** The files above the field. Each goes to main as soon as it is chosen, so that sending costs no wait. */
import type { Attachment } from '../../preload/entities.ts';
import { change, draftOf, saveSoon, type TrayFile } from './composer.ts';
import { discard, upload } from './uploads.ts';

const uploads = new Map<string, { abort: AbortController; file: File }>();

/** Puts files into the tray; each goes to main at once, so that sending costs no wait. */
export function addFiles(conversationId: number, files: readonly File[]): void {
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
    isNote: false,
    files: [...draft.files, ...added.map(([, tray]) => tray)],
  }));
  for (const [file, { key }] of added) void bring(conversationId, key, file);
}

async function bring(conversationId: number, key: string, file: File): Promise<void> {
  const abort = new AbortController();
  uploads.set(key, { abort, file });
  const result = await upload(file, { fileName: file.name, signal: abort.signal });
  if (abort.signal.aborted) {
    if (result.ok) discard(result.attachment.attachmentId);
    return;
  }
  if (result.ok) uploads.delete(key);
  changeFile(conversationId, key, (held) => ({
    ...held,
    attachment: result.ok ? result.attachment : undefined,
    error: result.ok ? undefined : result.error,
  }));
  saveSoon(conversationId);
}

function changeFile(conversationId: number, key: string, next: (file: TrayFile) => TrayFile): void {
  change(conversationId, (draft) => ({
    ...draft,
    files: draft.files.map((file) => (file.key === key ? next(file) : file)),
  }));
}

export function bringAgain(conversationId: number, key: string): void {
  const held = uploads.get(key);
  if (!held) return;
  changeFile(conversationId, key, (file) => ({ ...file, error: undefined }));
  void bring(conversationId, key, held.file);
}

export function sendAsDocument(conversationId: number, key: string, asDocument: boolean): void {
  changeFile(conversationId, key, (file) => ({ ...file, asDocument }));
}

export function removeFile(conversationId: number, key: string): void {
  const file = draftOf(conversationId).files.find((each) => each.key === key);
  if (!file) return;
  uploads.get(key)?.abort.abort();
  uploads.delete(key);
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
