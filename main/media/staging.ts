import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Attachment } from '../../preload/entities.ts';
import type { MediaKind } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import { storageFailure } from '../db/failures.ts';
import { Refusal } from '../failure.ts';
import { fallbackName, safeFileName, typeOf } from './file-name.ts';
import type { Files } from './files.ts';
import { readVoice } from './ogg.ts';
import { type Examined, examine, makePreview, preparePicture } from './pictures.ts';
import { probe } from './probe.ts';
import { sentAs, UPLOAD_BYTES } from './rules.ts';
import { attachmentOf, type Staged, type StagedStore } from './staged.ts';
import type { MediaStore, Sent } from './store.ts';

/** Files between being chosen in a composer and being sent. */
export interface Staging {
  /**
   * Keeps what is uploaded. Refusals: `attachment-empty`, `attachment-too-large` {limit in MB}, and the storage's.
   */
  receive(upload: { body: AsyncIterable<Uint8Array>; mime: string; fileName: string }): Promise<Attachment>;
  /** Answers whether it was there. */
  remove(id: string): boolean;
  /**
   * A staged file in the shape in which it leaves; throws `attachment-not-found`, or `voice-broken` for a recording
   * that phones could not play.
   */
  asSent(
    id: string,
    as: 'document' | 'voice' | undefined,
    voice: { seconds: number; waveform: readonly number[] } | undefined,
  ): Promise<{ kind: MediaKind; media: Sent }>;
  /** Clears away what a day has passed over and nobody holds. */
  clean(): void;
}

const KEPT_MS = 24 * 60 * 60_000;
const MAX_VOICE_BYTES = 32 * 1024 * 1024;

export function createStaging({
  clock,
  files,
  staged,
  store,
}: {
  clock: Clock;
  files: Files;
  staged: StagedStore;
  store: MediaStore;
}): Staging {
  async function write(
    body: AsyncIterable<Uint8Array>,
  ): Promise<{ temporary: string; sha256: string; size: number }> {
    const temporary = files.temporary();
    const hash = createHash('sha256');
    let size = 0;
    async function* measured(): AsyncIterable<Uint8Array> {
      for await (const chunk of body) {
        size += chunk.length;
        if (size > UPLOAD_BYTES)
          throw new Refusal('attachment-too-large', { params: { limit: UPLOAD_BYTES / 1024 / 1024 } });
        hash.update(chunk);
        yield chunk;
      }
    }
    try {
      await pipeline(Readable.from(measured()), createWriteStream(temporary, { flags: 'wx', mode: 0o600 }));
      if (size === 0) throw new Refusal('attachment-empty');
      return { temporary, sha256: hash.digest('hex'), size };
    } catch (error) {
      await rm(temporary, { force: true });
      throw storageFailure(error);
    }
  }

  async function hashOf(file: string): Promise<{ sha256: string; size: number }> {
    const bytes = await readFile(file);
    return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
  }

  type Picture = Pick<Staged, 'picture' | 'pictureSize' | 'pictureWidth' | 'pictureHeight' | 'thumbnail'>;
  const NO_PICTURE: Picture = {
    picture: null,
    pictureSize: null,
    pictureWidth: null,
    pictureHeight: null,
    thumbnail: null,
  };

  /** Undefined when it cannot be decoded: then it goes as a document. */
  async function pictureOf(source: string, examined: Examined): Promise<Picture | undefined> {
    const temporary = files.temporary();
    try {
      const { width, height, thumbnail } = await preparePicture(source, temporary);
      const { sha256, size } = await hashOf(temporary);
      await files.adopt(temporary, sha256);
      await makePreview(files.pathOf(sha256), { ...examined, frames: 1 }, files.previewOf(sha256));
      return { picture: sha256, pictureSize: size, pictureWidth: width, pictureHeight: height, thumbnail };
    } catch (error) {
      await rm(temporary, { force: true });
      const failure = storageFailure(error);
      if (failure instanceof Refusal) throw failure;
      return undefined;
    }
  }

  function forget(row: Staged): void {
    for (const sha256 of [row.file, row.picture]) {
      if (sha256 !== null && !store.isHeld(sha256)) files.remove(sha256);
    }
  }

  return {
    async receive({ body, mime, fileName }) {
      const { temporary, sha256, size } = await write(body);
      let row: Staged;
      try {
        const examined = await examine(temporary);
        const planned = sentAs(examined.servedType, { size, frames: examined.frames ?? 1 });
        const prepared = planned === 'image' ? await pictureOf(temporary, examined) : NO_PICTURE;
        const kind = prepared === undefined ? 'document' : planned;
        const probed = planned === 'video' || planned === 'audio' ? await probe(temporary) : {};
        const servedType = prepared === undefined ? null : (examined.servedType ?? null);
        await files.adopt(temporary, sha256);
        const type = servedType ?? typeOf(mime);
        row = {
          id: randomUUID(),
          at: clock.now(),
          kind,
          mime: type,
          size,
          fileName: safeFileName(fileName, type) || fallbackName(kind, type),
          seconds: probed.seconds ?? null,
          width: examined.width ?? probed.width ?? null,
          height: examined.height ?? probed.height ?? null,
          file: sha256,
          servedType,
          ...(prepared ?? NO_PICTURE),
        };
      } catch (error) {
        await rm(temporary, { force: true });
        throw storageFailure(error);
      }
      staged.add(row);
      return attachmentOf(row);
    },

    remove(id) {
      const row = staged.get(id);
      if (!row || !staged.remove(id)) return false;
      forget(row);
      return true;
    },

    async asSent(id, as, voice) {
      const row = staged.get(id);
      if (!row || !files.has(row.file)) throw new Refusal('attachment-not-found', { field: 'attachmentId' });
      if (as === 'voice') return { kind: 'voice', media: await voiceOf(row, voice) };
      if (as === 'document' || row.kind === 'document') return { kind: 'document', media: whole(row) };
      const { fileName: _, ...media } = whole(row);
      return { kind: row.kind, media: row.kind === 'image' ? asPicture(row, media) : media };
    },

    clean() {
      for (const row of staged.stale(clock.now() - KEPT_MS)) {
        staged.remove(row.id);
        forget(row);
      }
    },
  };

  async function voiceOf(
    row: Staged,
    voice: { seconds: number; waveform: readonly number[] } | undefined,
  ): Promise<Sent> {
    const read = row.size <= MAX_VOICE_BYTES ? readVoice(await readFile(files.pathOf(row.file))) : undefined;
    if (!read) throw new Refusal('voice-broken', { field: 'attachmentId' });
    const { fileName: _, ...media } = whole(row);
    return {
      ...media,
      mime: 'audio/ogg; codecs=opus',
      seconds: read.seconds,
      ...(voice && { waveform: voice.waveform }),
    };
  }
}

function whole(row: Staged): Sent {
  return {
    mime: row.mime,
    size: row.size,
    fileName: row.fileName,
    sha256: row.file,
    servedType: row.servedType as Sent['servedType'],
    preview: row.servedType?.startsWith('image/') ?? false,
    ...(row.seconds !== null && { seconds: row.seconds }),
    ...(row.width !== null && { width: row.width }),
    ...(row.height !== null && { height: row.height }),
    ...(row.thumbnail !== null && { thumbnail: row.thumbnail }),
  };
}

function asPicture(row: Staged, media: Sent): Sent {
  if (row.picture === null || row.pictureSize === null) return media;
  return {
    ...media,
    mime: 'image/jpeg',
    servedType: 'image/jpeg',
    sha256: row.picture,
    size: row.pictureSize,
    ...(row.pictureWidth !== null && { width: row.pictureWidth }),
    ...(row.pictureHeight !== null && { height: row.pictureHeight }),
  };
}
