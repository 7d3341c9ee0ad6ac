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

type Uploaded = { ok: true; attachment: Attachment } | { ok: false; error: CallError };

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

/** What waits and will not be sent need not be kept. */
export function discard(attachmentId: string): void {
  fetch(`media/staged/${attachmentId}`, { method: 'DELETE' }).catch(() => {
    // It goes by itself after a while.
  });
}
