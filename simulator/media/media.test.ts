import { useWorld } from '../testing/world.ts';
import { createHash, randomBytes } from 'node:crypto';
import tls from 'node:tls';
import { downloadMediaMessage, type WAMessage } from '@whiskeysockets/baileys';
import { beforeEach, describe, expect, test } from 'vitest';
import { createManualClock } from '../index.ts';

const clock = createManualClock(Date.now());
const world = useWorld(() => ({ clock }));

// Downloads go through the global fetch, which trusts what the process trusts.
beforeEach(() => tls.setDefaultCACertificates([...tls.getCACertificates('bundled'), world.net.caPem]));

const download = (message: WAMessage) => downloadMediaMessage(message, 'buffer', {});
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const photo = randomBytes(70_000);

describe('files between client and customer', () => {
  test.for([
    ['image', { image: photo, caption: 'o bolo' }],
    ['video', { video: photo, caption: 'o bolo' }],
    ['voice', { audio: photo, ptt: true, seconds: 3, mimetype: 'audio/ogg; codecs=opus' }],
    ['document', { document: photo, fileName: 'pedido.pdf', mimetype: 'application/pdf' }],
    ['sticker', { sticker: photo }],
  ] as const)('the client sends a file as %s', async ([kind, content]) => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    await client.socket.sendMessage(ana.jid, { ...content, jpegThumbnail: '' });
    const got = await ana.receives((m) => m.kind === kind);
    expect(sha(got.file?.bytes ?? Buffer.alloc(0))).toBe(sha(photo));
    expect(got.text).toBe('caption' in content ? content.caption : '');
    expect(got.file?.name).toBe('fileName' in content ? content.fileName : undefined);
  });

  test.for(['image', 'video', 'audio', 'voice', 'document', 'sticker'] as const)(
    'a customer sends a file as %s',
    async (kind) => {
      const client = await world.linked();
      const ana = world.net.customer('Ana');
      const id = await ana.sends({ kind, bytes: photo, caption: 'olha', fileName: 'a.pdf', seconds: 4 });
      const got = await client.message((m) => m.key.id === id);
      expect(sha(await download(got))).toBe(sha(photo));
    },
  );
});

describe('a media host that has thrown its files away', () => {
  test('the phone brings the file again when the client asks', async () => {
    const client = await world.linked();
    const id = await world.net.customer('Ana').sends({ kind: 'image', bytes: photo });
    const got = await client.message((m) => m.key.id === id);
    world.net.faults.expireMedia();
    await expect(download(got)).rejects.toMatchObject({ output: { statusCode: 404 } });
    // Baileys writes the host of the last media_conn into the message.
    await client.socket.refreshMediaConn();
    await client.socket.updateMediaMessage(got);
    expect(sha(await download(got))).toBe(sha(photo));
  });

  test('what the phone does not have itself stays lost', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.phone.online = false;
    const id = await ana.sends({ kind: 'image', bytes: photo });
    const got = await client.message((m) => m.key.id === id);
    world.net.faults.expireMedia();
    world.phone.online = true;
    await world.phone.to(ana).receives((m) => m.id === id);
    await expect(client.socket.updateMediaMessage(got)).rejects.toMatchObject({
      output: { statusCode: 404 },
    });
  });
});

describe('a media host in trouble', () => {
  test('it refuses an upload: the message is not sent', async () => {
    const client = await world.linked();
    const ana = world.net.customer('Ana');
    world.net.faults.failUpload(500);
    await expect(client.socket.sendMessage(ana.jid, { document: photo, mimetype: 'x/y' })).rejects.toThrow(
      'Media upload failed on all hosts',
    );
    expect(ana.inbox).toEqual([]);
  });

  test.for([404, 410, 500])('it answers a download with %i', async (status) => {
    const client = await world.linked();
    const id = await world.net.customer('Ana').sends({ kind: 'image', bytes: photo });
    const got = await client.message((m) => m.key.id === id);
    world.net.faults.failDownload(status);
    await expect(download(got)).rejects.toMatchObject({ output: { statusCode: status } });
    expect(sha(await download(got))).toBe(sha(photo));
  });

  test('it serves another file: the bytes are not those that were announced', async () => {
    const client = await world.linked();
    const id = await world.net.customer('Ana').sends({ kind: 'image', bytes: photo });
    const got = await client.message((m) => m.key.id === id);
    world.net.faults.failDownload('corrupt');
    const bytes = await download(got);
    expect(sha(bytes)).not.toBe(Buffer.from(got.message?.imageMessage?.fileSha256 ?? []).toString('hex'));
  });

  test('it is slow', async () => {
    const client = await world.linked();
    const id = await world.net.customer('Ana').sends({ kind: 'image', bytes: photo });
    const got = await client.message((m) => m.key.id === id);
    world.net.faults.failDownload({ slowMs: 10_000 });
    let arrived = false;
    const slow = download(got).finally(() => (arrived = true));
    await download(got);
    expect(arrived).toBe(false);
    clock.advance(10_000);
    expect(sha(await slow)).toBe(sha(photo));
  });

  test('it does not take what was not announced, nor from strangers', async () => {
    const put = (path: string) =>
      fetch(`https://${world.net.mediaHost}${path}`, { method: 'POST', body: photo });
    expect((await put('/mms/image/abc')).status).toBe(401);
    expect((await fetch(`https://${world.net.mediaHost}/v/none.enc`)).status).toBe(404);
    expect((await fetch(`https://${world.net.mediaHost}/v/none.enc`, { method: 'DELETE' })).status).toBe(405);
  });
});
