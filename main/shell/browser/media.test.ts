import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Attachment } from '../../../preload/entities.ts';
import { mediaLineForEach } from './testing/media-line.ts';

const { folder, ask, stage, unlock } = mediaLineForEach();

test('AT-3 a file goes up in pieces and comes down in parts, over the real line', async () => {
  await unlock();
  const pieces = ReadableStream.from(
    ['uma ', 'nota ', 'em pedaços'].map((each) => new TextEncoder().encode(each)),
  );
  const answer = await ask('/media/staged', {
    method: 'POST',
    body: pieces,
    headers: { 'x-file-name': encodeURIComponent('nota ç.txt') },
    duplex: 'half',
  });
  const attachment = (await answer.json()) as Attachment;
  expect(attachment).toMatchObject({ fileName: 'nota ç.txt', size: 20 });
  const part = await ask(`/media/staged/${attachment.attachmentId}`, { headers: { range: 'bytes=4-7' } });
  expect([part.status, await part.text()]).toEqual([206, 'nota']);
  expect((await ask(`/media/staged/${attachment.attachmentId}`, { method: 'DELETE' })).status).toBe(204);
  expect((await ask(`/media/staged/${attachment.attachmentId}`)).status).toBe(404);
});

test('AT-3 an upload that breaks off leaves nothing behind', async () => {
  await unlock();
  async function* broken() {
    yield new Uint8Array(70_000);
    throw new Error('the cable');
  }
  const body = ReadableStream.from(broken());
  await expect(ask('/media/staged', { method: 'POST', body, duplex: 'half' })).rejects.toThrow();
  await expect.poll(() => readdirSync(path.join(folder(), 'media', 'incoming'))).toEqual([]);
});

test('AT-3 a locked window, a stranger and another site get nothing', async () => {
  expect((await stage('x')).status).toBe(403);
  await unlock();
  expect((await stage('x')).status).toBe(200);
  expect((await ask('/media/staged', { method: 'POST', body: 'x', headers: { cookie: '' } })).status).toBe(
    403,
  );
  const foreign = { origin: 'https://evil.example' };
  expect((await ask('/media/staged', { method: 'POST', body: 'x', headers: foreign })).status).toBe(403);
});
