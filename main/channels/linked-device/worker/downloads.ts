import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import {
  type BaileysEventMap,
  type WAMessageKey,
  type WASocket,
  decryptMediaRetryData,
  encryptMediaRetryRequest,
  proto,
} from '@whiskeysockets/baileys';
import type { Download, Downloaded, MediaFailure } from '../../driver.ts';
import type { Answer } from '../protocol.ts';
import { Damaged, openSealed, OVERHEAD_BYTES, TooLarge } from './sealed-files.ts';
import { toJid } from './jid.ts';

/** Nothing came for so long: the line is dead. */
const SILENCE_MS = 30_000;
/** What a phone may take to bring a file again. */
const PHONE_MS = 30_000;

const REAL_HOST = 'mmg.whatsapp.net';
const REAL_HOSTS = /(?:^|\.)whatsapp\.net$/;
/** WhatsApp forgets files after some weeks; a link that has run out is refused. */
const GONE = new Set([403, 404, 410]);
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The host has it no more. */
class Gone extends Error {
  override name = 'Gone';
}

/** Nobody has it any more. */
class GoneForGood extends Error {
  override name = 'GoneForGood';
}

/**
 * Fetches files. Whoever sent one also says where it lies; nobody but WhatsApp itself is asked for it, else a message
 * could have this PC call at any address.
 */
export function createDownloads({ simulated }: { readonly simulated: boolean }) {
  /** The media hosts of a network that is not the real one. */
  let hosts: readonly string[] = [];

  const learnHosts = async (sock: WASocket | undefined) => {
    if (!simulated || hosts.length > 0 || !sock) return;
    hosts = (await sock.refreshMediaConn(false)).hosts.map(({ hostname }) => hostname);
  };

  const hostFor = (url: string | undefined): string | undefined => {
    const { host, hostname } = url ? new URL(url) : { host: '', hostname: '' };
    if (simulated) return hosts.includes(host) ? host : hosts[0];
    return REAL_HOSTS.test(hostname) ? hostname : REAL_HOST;
  };

  const fetchInto = async (
    part: string,
    { media, maxBytes }: Download,
    directPath: string,
  ): Promise<number> => {
    const { kind, source } = media;
    const host = hostFor(source.url);
    if (host === undefined) throw new Error('no media host is known yet');
    const silence = new AbortController();
    const patience = setTimeout(() => silence.abort(), SILENCE_MS);
    try {
      const response = await fetch(`https://${host}${directPath}`, {
        signal: silence.signal,
        headers: { Origin: 'https://web.whatsapp.com' },
      });
      if (GONE.has(response.status)) throw new Gone();
      if (!response.ok || !response.body) throw new Error(`the media host answers ${response.status}`);
      if (Number(response.headers.get('content-length') ?? 0) > maxBytes + OVERHEAD_BYTES)
        throw new TooLarge();
      const lively = async function* (body: AsyncIterable<Uint8Array>) {
        for await (const chunk of body) {
          patience.refresh();
          yield chunk;
        }
      };
      return await openSealed(lively(response.body), part, { kind, source, maxBytes });
    } finally {
      clearTimeout(patience);
      silence.abort();
    }
  };

  const download = async (sock: WASocket | undefined, order: Download): Promise<Downloaded> => {
    const part = `${order.toFile}.${randomUUID().slice(0, 8)}.part`;
    const { directPath } = order.media.source;
    try {
      await learnHosts(sock);
      try {
        const size = await fetchInto(part, order, directPath);
        await rename(part, order.toFile);
        return { size };
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
      }
      const elsewhere = await askPhone(sock, order);
      const size = await fetchInto(part, order, elsewhere);
      await rename(part, order.toFile);
      return { size, directPath: elsewhere };
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };

  return async (sock: WASocket | undefined, order: Download): Promise<Answer> => {
    try {
      return { ok: true, file: await download(sock, order) };
    } catch (error) {
      return { ok: false, media: kindOf(error) };
    }
  };
}

function kindOf(error: unknown): MediaFailure['kind'] {
  if (error instanceof TooLarge) return 'too-large';
  if (error instanceof Damaged) return 'damaged';
  // The phone has just said that it brought it.
  if (error instanceof GoneForGood || error instanceof Gone) return 'gone';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && NO_ROOM.has(code) ? 'no-room' : 'transient';
}

/** Where the phone has laid the file down once more. Baileys' own asking never comes to an end when no answer comes. */
async function askPhone(sock: WASocket | undefined, { message, media }: Download): Promise<string> {
  const me = sock?.authState.creds.me?.id;
  const [address] = message.chat;
  if (!sock || me === undefined || !address) throw new Error('nobody can ask the phone now');
  const participant = message.author?.[0] && toJid(message.author[0]);
  const key: WAMessageKey = {
    id: message.waId,
    remoteJid: toJid(address),
    fromMe: message.fromMe,
    ...(participant !== undefined && { participant }),
  };
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const { mediaKey } = media.source;
  const hear = (updates: BaileysEventMap['messages.media-update']) => {
    const update = updates.find((each) => each.key.id === message.waId);
    if (!update) return;
    const path = update.media && pathIn(update.media, mediaKey, message.waId);
    if (path === undefined) reject(new GoneForGood());
    else resolve(path);
  };
  const patience = setTimeout(() => reject(new Error('the phone does not answer')), PHONE_MS);
  sock.ev.on('messages.media-update', hear);
  try {
    await sock.sendNode(encryptMediaRetryRequest(key, Buffer.from(mediaKey), me));
    return await promise;
  } finally {
    clearTimeout(patience);
    sock.ev.off('messages.media-update', hear);
  }
}

/** Nothing when the phone has it no more, or when what it says cannot be believed. */
function pathIn(
  media: NonNullable<BaileysEventMap['messages.media-update'][number]['media']>,
  mediaKey: Uint8Array,
  waId: string,
): string | undefined {
  try {
    const { result, directPath } = decryptMediaRetryData(media, mediaKey, waId);
    const found = result === proto.MediaRetryNotification.ResultType.SUCCESS;
    return found && directPath && /^\/(?!\/)[\x21-\x7e]*$/.test(directPath) ? directPath : undefined;
  } catch {
    return undefined;
  }
}
