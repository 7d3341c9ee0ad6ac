import sharp from 'sharp';
import type { FileAttachment } from '../index.ts';

/** What a phone says of a picture before anybody has it: its size, and a small blurred one. */
export async function pictured(attachment: FileAttachment): Promise<FileAttachment> {
  if (attachment.kind !== 'image') return attachment;
  try {
    const picture = sharp(attachment.bytes, { limitInputPixels: 100_000_000 });
    const { width, height } = await picture.metadata();
    const thumbnail = await picture
      .rotate()
      .resize(72, 72, { fit: 'inside' })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 50 })
      .toBuffer();
    return { ...attachment, width, height, thumbnail };
  } catch {
    // What is no picture goes out as it is: the other side has to bear it.
    return attachment;
  }
}
