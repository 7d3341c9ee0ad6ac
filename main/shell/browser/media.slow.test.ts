import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mediaLineForEach } from './testing/media-line.ts';

const { folder, stage, unlock } = mediaLineForEach();

test('AT-3 what is too large is answered in words, and leaves nothing behind', async () => {
  await unlock();
  const answer = await stage(new Uint8Array(101 * 1024 * 1024));
  expect([answer.status, await answer.json()]).toEqual([
    413,
    { code: 'attachment-too-large', params: { limit: 100 } },
  ]);
  expect(readdirSync(path.join(folder(), 'media', 'incoming'))).toEqual([]);
});
