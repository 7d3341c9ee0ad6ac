import { open, rename, rm, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { type ShownType, sniff, SNIFFED } from './sniff.ts';

/** More than any phone's camera takes and WhatsApp passes on; a small file may hold far more (an "image bomb"). */
export const MAX_PIXELS = 64_000_000;
/** A picture in a bubble, on a screen of two pixels to one. */
const PREVIEW_EDGE = 720;
/** Smaller ones are shown as they are. */
const SMALL_BYTES = 256 * 1024;
const SENT_EDGE = 2560;
const THUMBNAIL_EDGE = 72;

// Only what `sniff` lets through is ever opened, and only by the decoders of its four kinds.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].flatMap((kind) => [
    `VipsForeignLoad${kind}File`,
    `VipsForeignLoad${kind}Buffer`,
  ]),
});
sharp.cache(false);
sharp.concurrency(1);

/** What a file is, by its bytes. */
export interface Examined {
  readonly servedType: ShownType | undefined;
  /** Of pictures, as shown, in pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Frames of a picture that moves. */
  readonly frames?: number;
  /** It can be shown in a bubble. */
  readonly preview: boolean;
  readonly tooManyPixels: boolean;
}

/** Never rejects because of what a file holds: what cannot be shown is only saved. */
export async function examine(file: string): Promise<Examined> {
  const servedType = sniff(await headOf(file));
  if (servedType === undefined || !servedType.startsWith('image/'))
    return { servedType, preview: false, tooManyPixels: false };
  try {
    const {
      width,
      height,
      pages = 1,
      autoOrient,
    } = await sharp(file, { limitInputPixels: false }).metadata();
    if (width * height * pages > MAX_PIXELS)
      return { servedType: undefined, preview: false, tooManyPixels: true };
    const { width: shownWidth, height: shownHeight } = autoOrient;
    return {
      servedType,
      width: shownWidth,
      height: shownHeight,
      frames: pages,
      preview: true,
      tooManyPixels: false,
    };
  } catch {
    // Its first bytes promised a picture.
    return { servedType: undefined, preview: false, tooManyPixels: false };
  }
}

/** Makes a picture that fits a bubble. Answers false when the file itself does. Rejects when it cannot be decoded. */
export async function makePreview(
  file: string,
  examined: Pick<Examined, 'width' | 'height' | 'frames'>,
  to: string,
): Promise<boolean> {
  const { size } = await stat(file);
  const edge = Math.max(examined.width ?? 0, examined.height ?? 0);
  if (size <= SMALL_BYTES && edge <= 2 * PREVIEW_EDGE) return false;
  const unfinished = `${to}.part`;
  try {
    await sharp(file, { limitInputPixels: MAX_PIXELS, animated: (examined.frames ?? 1) > 1 })
      .autoOrient()
      .resize({ width: PREVIEW_EDGE, height: PREVIEW_EDGE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78, effort: 2 })
      .toFile(unfinished);
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return true;
}

export interface SentPicture {
  readonly width: number;
  readonly height: number;
  /** A JPEG of a few hundred bytes. */
  readonly thumbnail: Uint8Array;
}

/** Writes a picture as it is sent: upright, of a size that phones take, without where and when it was taken. */
export async function preparePicture(file: string, to: string): Promise<SentPicture> {
  const upright = () =>
    sharp(file, { limitInputPixels: MAX_PIXELS }).autoOrient().flatten({ background: '#ffffff' });
  const { width, height } = await upright()
    .resize({ width: SENT_EDGE, height: SENT_EDGE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 85 })
    .toFile(to);
  const thumbnail = await upright()
    .resize({ width: THUMBNAIL_EDGE, height: THUMBNAIL_EDGE, fit: 'inside' })
    .jpeg({ quality: 50 })
    .toBuffer();
  return { width, height, thumbnail };
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(SNIFFED), 0, SNIFFED, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
