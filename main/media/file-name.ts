import sanitize from 'sanitize-filename';

/** Characters; every file system takes so many, even of four bytes each. */
const MAX_NAME = 60;
const EXTENSIONS = /(?:\.[\p{L}\p{N}_-]{1,10}){1,2}$/u;
/** What cannot be seen or turns the direction of what follows: `gnp.exe` is no `exe.png`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The endings of what is mostly sent; what has no name is saved under one of these. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'audio/mp4': '.m4a',
  'audio/mpeg': '.mp3',
  'audio/ogg': '.ogg',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'text/plain': '.txt',
  'video/mp4': '.mp4',
};

/**
 * A name to show and to save a file under, whatever its sender called it: no path, no name of a device, nothing
 * invisible, at most 60 characters. Both of two extensions stay, so that `nota.pdf.exe` is seen for what it is. Empty
 * when nothing of it is left.
 */
export function safeFileName(raw: string | undefined, mime: string): string {
  const last =
    (raw ?? '')
      .slice(-4 * 1024)
      .split(/[/\\]/)
      .at(-1) ?? '';
  const seen = last.toWellFormed().replaceAll(UNSEEN, '').replaceAll(/\s+/gu, ' ').trim();
  const name = sanitize(shorten(seen), { replacement: '_' }).replace(/^[.\s]+/, '');
  if (/^_*$/.test(name.replace(EXTENSIONS, '')))
    return /[\p{L}\p{N}]/u.test(seen) ? nameless(seen, mime) : '';
  return name;
}

/** A name for a file that has none. */
export function fallbackName(kind: string, mime: string): string {
  return `${kind}${ENDINGS[typeOf(mime)] ?? ''}`;
}

/** Without parameters, in lower case; `application/octet-stream` for what is no media type. */
export function typeOf(mime: string): string {
  const [, type] = /^\s*([a-z0-9][\w!#$&^.+-]{0,63}\/[a-z0-9][\w!#$&^.+-]{0,63})\s*(?:;|$)/i.exec(mime) ?? [];
  return type?.toLowerCase() ?? 'application/octet-stream';
}

function nameless(name: string, mime: string): string {
  const ending = EXTENSIONS.exec(name)?.[0] ?? ENDINGS[typeOf(mime)] ?? '';
  return `file${ending}`;
}

/** By whole characters, and never in the ending. */
function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_NAME) return name;
  const ending = EXTENSIONS.exec(name)?.[0] ?? '';
  const room = MAX_NAME - Array.from(ending).length - 1;
  return `${characters.slice(0, room).join('').trimEnd()}…${ending}`;
}
