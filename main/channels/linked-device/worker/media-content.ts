/** A message's file, as its sender describes it. Pure. */
import type { proto } from '@whiskeysockets/baileys';
import type { MediaKind, MediaSource, WireMedia } from '../../wire.ts';
import { exactly, mimeOf, nameOf, pixelsOf, secondsOf, sizeOf, thumbnailOf, waveformOf } from './bounds.ts';

const LONGEST_PATH = 2_000;
const KEY_BYTES = 32;

type Described = Pick<
  proto.Message.IVideoMessage & proto.Message.IDocumentMessage & proto.Message.IAudioMessage,
  | 'url'
  | 'directPath'
  | 'mediaKey'
  | 'fileSha256'
  | 'fileEncSha256'
  | 'fileLength'
  | 'mimetype'
  | 'fileName'
  | 'title'
  | 'seconds'
  | 'width'
  | 'height'
  | 'waveform'
  | 'jpegThumbnail'
  | 'gifPlayback'
  | 'caption'
  | 'contextInfo'
>;

export interface Attached {
  readonly kind: MediaKind;
  readonly described: Described;
}

/** Which file a content carries, if any. */
export function attachedTo(content: proto.IMessage): Attached | undefined {
  const { imageMessage, videoMessage, ptvMessage, audioMessage, documentMessage, stickerMessage } = content;
  if (imageMessage) return { kind: 'image', described: imageMessage };
  const video = videoMessage ?? ptvMessage;
  if (video) return { kind: 'video', described: video };
  if (audioMessage) return { kind: audioMessage.ptt ? 'voice' : 'audio', described: audioMessage };
  if (documentMessage) return { kind: 'document', described: documentMessage };
  if (stickerMessage) return { kind: 'sticker', described: stickerMessage };
  return undefined;
}

/** Nothing when it does not say enough to fetch and check the file. */
export function toMedia({ kind, described }: Attached): WireMedia | undefined {
  const source = sourceOf(described);
  if (!source) return undefined;
  const {
    mimetype,
    fileLength,
    fileName,
    title,
    seconds,
    width,
    height,
    waveform,
    jpegThumbnail,
    gifPlayback,
  } = described;
  const name = kind === 'document' ? nameOf(fileName) || nameOf(title) : '';
  const timed = kind === 'audio' || kind === 'voice' || kind === 'video';
  const length = timed ? secondsOf(seconds) : undefined;
  const bars = kind === 'voice' ? waveformOf(waveform) : undefined;
  const thumbnail = thumbnailOf(jpegThumbnail);
  return {
    kind,
    mime: mimeOf(mimetype),
    size: sizeOf(fileLength),
    ...(name !== '' && { fileName: name }),
    ...(length !== undefined && { seconds: length }),
    ...pixelsOf(width, height),
    ...(bars && { waveform: bars }),
    ...(thumbnail && { thumbnail }),
    ...(kind === 'video' && gifPlayback && { gif: true as const }),
    source,
  };
}

function sourceOf({
  url,
  directPath,
  mediaKey,
  fileSha256,
  fileEncSha256,
}: Described): MediaSource | undefined {
  const key = exactly(mediaKey, KEY_BYTES);
  const plain = exactly(fileSha256, KEY_BYTES);
  const sealed = exactly(fileEncSha256, KEY_BYTES);
  if (!key || !plain || !sealed || !directPath || directPath.length > LONGEST_PATH) return undefined;
  // Joined to a host: nothing but a path may come of it.
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(directPath)) return undefined;
  const usable = url && url.length <= LONGEST_PATH && URL.canParse(url) && new URL(url).protocol === 'https:';
  return {
    directPath,
    ...(usable && { url }),
    mediaKey: key,
    fileSha256: plain,
    fileEncSha256: sealed,
  };
}
