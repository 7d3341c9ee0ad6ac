import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Conversation, Message } from '../../preload/entities.ts';
import { fakeStation, type FakeStation } from '../testing/station.ts';
import {
  answer,
  draftOf,
  flushDrafts,
  forgetComposer,
  setNote,
  startEditing,
  stopEditing,
  takeDraft,
  useComposer,
  writeDraft,
} from './composer.ts';
import { giveUp, keepUnsent, forgetSending, saveUnsent, send, useSending } from './sending.ts';
import { addFiles } from './tray.ts';
import { forgetUnsaved } from './unsaved.ts';

let station: FakeStation;
/** The ends of the uploads that run, in order. */
let uploads: ((ok: boolean) => void)[];

const video = new File(['film'], 'bolo.mp4', { type: 'video/mp4' });
const message = (id: number, text: string) => ({ id, conversationId: 1, text }) as Message;
const held = () => useSending.getState().sending[1] ?? [];
const sent = () =>
  station.asked('messages.send').map(({ conversationId, text, attachmentId, replyTo }) => ({
    conversationId,
    text,
    attachmentId,
    replyTo,
  }));

beforeEach(async () => {
  station = await fakeStation();
  station.answer('messages.send', ({ text }: { text: string }) => ({ ok: true, value: message(99, text) }));
  uploads = [];
  vi.stubGlobal('fetch', (_: string, { method, signal }: RequestInit) => {
    if (method === 'DELETE') return Promise.resolve(Response.json({}));
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
      const attachment = { attachmentId: `file-${uploads.length}`, kind: 'video', fileName: 'bolo.mp4' };
      uploads.push((ok) => (ok ? resolve(Response.json(attachment)) : reject(new Error('full'))));
    });
  });
});
afterEach(() => {
  forgetSending();
  forgetComposer();
  forgetUnsaved();
  saveUnsent();
  vi.unstubAllGlobals();
});

test('AT-4 what was pressed goes when its file is there, and nothing of what was begun meanwhile', async () => {
  answer(1, message(7, 'Tem foto?'));
  addFiles(1, [video]);
  writeDraft(1, 'Olha que lindo');
  send(1);
  expect(draftOf(1)).toMatchObject({ text: '', files: [], replyTo: undefined });
  setNote(1, true);
  writeDraft(1, 'Cliente difícil');
  writeDraft(2, 'Já volto');
  uploads[0]?.(true);
  await vi.waitFor(() => expect(held()).toEqual([]));
  expect(sent()).toEqual([{ conversationId: 1, text: 'Olha que lindo', attachmentId: 'file-0', replyTo: 7 }]);
  expect(draftOf(1)).toMatchObject({ text: 'Cliente difícil', isNote: true });
});

test('AT-4 what is pressed after a file that is still coming goes after it', async () => {
  addFiles(1, [video]);
  send(1);
  writeDraft(1, 'É esse?');
  send(1);
  uploads[0]?.(true);
  await vi.waitFor(() => expect(held()).toEqual([]));
  expect(sent().map(({ text }) => text)).toEqual(['', 'É esse?']);
});

test('AT-4 a file that does not come is told where it was sent, with its words, and can be given up', async () => {
  addFiles(1, [video]);
  writeDraft(1, 'Olha');
  send(1);
  uploads[0]?.(false);
  await vi.waitFor(() => expect(held()).toMatchObject([{ text: 'Olha', error: { code: 'upload-failed' } }]));
  giveUp(held()[0]?.nonce ?? '');
  expect(held()).toEqual([]);
  expect(sent()).toEqual([]);
});

test.each<[string, () => void]>([
  ['an answer', () => answer(1, message(7, 'Tem foto?'))],
  ['a file', () => addFiles(1, [video])],
  [
    'a rewriting',
    () => {
      startEditing(1, message(8, 'Temos'));
      stopEditing(1);
    },
  ],
  [
    'a rewriting in which a file was dropped',
    () => {
      startEditing(1, message(8, 'Temos'));
      addFiles(1, [video]);
      stopEditing(1);
    },
  ],
])('AT-4 a note does not become a message by %s', (_, happens) => {
  setNote(1, true);
  writeDraft(1, 'Cliente difícil');
  happens();
  const { text, isNote, files } = draftOf(1);
  expect(isNote || text === '').toBe(true);
  expect(files).toEqual([]);
  flushDrafts();
  expect(station.asked('conversation.draft').map((saved) => saved.text)).not.toContain('Cliente difícil');
  // It is still there for whoever writes it on.
  setNote(1, true);
  expect(draftOf(1).text).toBe('Cliente difícil');
});

test.each<[string, () => void]>([
  ['it ends', () => stopEditing(1)],
  ['one answers', () => answer(1, message(7, 'Tem foto?'))],
  ['one writes a note', () => setNote(1, true)],
])('AT-4 what stood in the field before a rewriting comes back when %s', (_, happens) => {
  answer(1, message(5, 'Quanto custa?'));
  writeDraft(1, 'Custa 40');
  startEditing(1, message(8, 'Temos'));
  writeDraft(1, 'Temos sim');
  flushDrafts();
  expect(station.asked('conversation.draft').at(-1)).toMatchObject({ text: 'Custa 40', replyTo: 5 });
  happens();
  expect(draftOf(1)).toMatchObject({ text: 'Custa 40', editing: undefined });
});

test('AT-6 a file that comes after the lock changes no draft', async () => {
  writeDraft(1, 'Olha');
  addFiles(1, [video]);
  flushDrafts();
  const saved = station.asked('conversation.draft').length;
  forgetComposer();
  uploads[0]?.(true);
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
  expect(useComposer.getState().drafts).toEqual({});
  flushDrafts();
  expect(station.asked('conversation.draft')).toHaveLength(saved);
});

const kept = (about: Partial<Conversation>) =>
  ({ id: 1, draft: '', draftAttachments: [], ...about }) as unknown as Conversation;

test('AT-6 a half-written note is there after the lock, for the same person only', () => {
  setNote(1, true);
  writeDraft(1, 'Cliente dif');
  forgetComposer();
  takeDraft(kept({}), undefined);
  expect(draftOf(1)).toMatchObject({ text: 'Cliente dif', isNote: true });
  forgetComposer();
  forgetUnsaved();
  takeDraft(kept({}), undefined);
  expect(draftOf(1)).toMatchObject({ text: '', isNote: false });
});

test.each<[string, () => void]>([
  ['locks', keepUnsent],
  [
    'comes back to what locked itself',
    () => {
      forgetSending();
      forgetComposer();
      saveUnsent();
    },
  ],
])('AT-6 what was refused is a draft again, under what is written, once one %s', async (_, happens) => {
  station.answer('messages.send', () => ({ ok: false, error: { code: 'contact-blocked' } }));
  writeDraft(1, 'Bom dia');
  send(1);
  await vi.waitFor(() => expect(held()).toMatchObject([{ error: { code: 'contact-blocked' } }]));
  writeDraft(1, 'E então');
  happens();
  expect(station.asked('conversation.draft').at(-1)).toMatchObject({
    conversationId: 1,
    text: 'E então\nBom dia',
  });
  expect(held()).toEqual([]);
});
