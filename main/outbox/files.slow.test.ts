import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRing, RITA, type Ring } from '../inbox/testing/ring.ts';
import { useTempFolder } from '../testing/temp-folder.ts';

const ORIGIN = 'http://station';
const MOST = 100 * 1024 * 1024;

const folder = useTempFolder();
let ring: Ring;
beforeEach(async () => {
  ring = await createRing({ file: path.join(folder(), 'station.sqlite') });
});
afterEach(() => ring.close());

async function post(size: number): Promise<[status: number, answer: unknown]> {
  const headers = { origin: ORIGIN, 'content-type': 'application/octet-stream', 'x-file-name': 'a.bin' };
  const request = new Request(`${ORIGIN}/media/staged`, {
    method: 'POST',
    body: new Uint8Array(size),
    headers,
  });
  const answer = await ring.serveMedia(request, { user: RITA, origin: ORIGIN });
  return [answer.status, await answer.json()];
}

test('AT-3 a chosen file of exactly 100 MB is taken', async () => {
  expect(await post(MOST)).toMatchObject([200, { kind: 'document' }]);
});

test('AT-3 a chosen file of one byte more is refused in words', async () => {
  expect(await post(MOST + 1)).toEqual([413, { code: 'attachment-too-large', params: { limit: 100 } }]);
});
