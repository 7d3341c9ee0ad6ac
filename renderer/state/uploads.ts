/** Files on their way from the window to main, where they wait until they are sent. */
import type { Attachment } from '../../preload/entities.ts';
import type { CallError } from '../../preload/contract.ts';

/** The address of a message's file; main serves it to this window only. */
export function mediaAddress(messageId: number, what: 'file' | 'preview' | 'download' = 'file'): string {
  const path = `media/${messageId}`;
  if (what === 'preview') return `${path}/preview`;
  return what === 'download' ? `${path}?download` : path;
}

/** A small picture of a file that waits. */
export function stagedPreviewAddress(attachmentId: string): string {
  return `media/staged/${attachmentId}/preview`;
}

export type Uploaded = { ok: true; attachment: Attachment } | { ok: false; error: CallError };

export async function upload(
  file: Blob,
  { fileName, signal }: { fileName: string; signal: AbortSignal },
): Promise<Uploaded> {
  try {
    const answer = await fetch('media/staged', {
      method: 'POST',
      headers: {
        'content-type': file.type === '' ? 'application/octet-stream' : file.type,
        'x-file-name': encodeURIComponent(fileName.toWellFormed()),
      },
      body: file,
      signal,
    });
    const said: unknown = await answer.json();
    if (answer.ok) return { ok: true, attachment: said as Attachment };
    return { ok: false, error: errorIn(said) };
  } catch {
    return { ok: false, error: { code: 'upload-failed' } };
  }
}

function errorIn(said: unknown): CallError {
  const { code, params } = said as Partial<CallError>;
  if (typeof code !== 'string') return { code: 'upload-failed' };
  return { code, ...(params && { params }) };
}

interface Upload {
  file: File;
  abort: AbortController;
  result: Promise<Uploaded>;
}

const BROKEN_OFF: Uploaded = { ok: false, error: { code: 'upload-failed' } };

/** The composer's, by the key of their place in the tray; a failed one stays, to be tried again. */
const uploads = new Map<string, Upload>();

/** Begins to bring a file to main. */
export function bring(key: string, file: File): Promise<Uploaded> {
  const abort = new AbortController();
  const run = async (): Promise<Uploaded> => {
    const result = await upload(file, { fileName: file.name, signal: abort.signal });
    if (!abort.signal.aborted) return result;
    if (result.ok) discard(result.attachment.attachmentId);
    return BROKEN_OFF;
  };
  const result = run();
  uploads.set(key, { file, abort, result });
  return result;
}

/** Tries a failed one again. */
export function bringAgain(key: string): Promise<Uploaded> | undefined {
  const held = uploads.get(key);
  return held && bring(key, held.file);
}

/** What becomes of a file that is on its way. */
export function arrival(key: string): Promise<Uploaded> {
  return uploads.get(key)?.result ?? Promise.resolve(BROKEN_OFF);
}

/** It is there, or not wanted any more. */
export function leaveUpload(key: string): void {
  uploads.get(key)?.abort.abort();
  uploads.delete(key);
}

/** Nobody is at the counter any more for whom they could come. */
export function leaveUploads(): void {
  for (const key of uploads.keys()) leaveUpload(key);
}

/** What waits and will not be sent need not be kept. */
export function discard(attachmentId: string): void {
  fetch(`media/staged/${attachmentId}`, { method: 'DELETE' }).catch(() => {
    // It goes by itself after a while.
  });
}
