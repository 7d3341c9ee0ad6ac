/** What a file's name tells before anybody opens it. Pure. */
import type { Language } from '../../../../preload/entities.ts';
import { numberFormat } from '../../../i18n/formats.ts';
const PROGRAMS = new Set(
  (
    'exe com scr pif bat cmd msi msp ps1 vbs vbe js jse wsf wsh hta cpl jar lnk reg url apk app command sh bash run ' +
    'appimage deb rpm dmg pkg iso img vhd one chm gadget inf docm xlsm pptm dotm xltm'
  ).split(' '),
);

export type FileSort =
  | 'text'
  | 'sheet'
  | 'slides'
  | 'pdf'
  | 'picture'
  | 'sound'
  | 'film'
  | 'archive'
  | 'program'
  | 'other';

const SORTS: Readonly<Record<Exclude<FileSort, 'program' | 'other'>, string>> = {
  text: 'doc docx odt rtf txt md',
  sheet: 'xls xlsx ods csv tsv',
  slides: 'ppt pptx odp',
  pdf: 'pdf',
  picture: 'jpg jpeg png gif webp svg heic heif bmp tif tiff avif psd',
  sound: 'mp3 ogg opus wav m4a aac flac',
  film: 'mp4 mov mkv webm avi 3gp',
  archive: 'zip rar 7z gz tar xz bz2',
};

const bySuffix = new Map<string, FileSort>(
  Object.entries(SORTS).flatMap(([sort, suffixes]) =>
    suffixes.split(' ').map((suffix): [string, FileSort] => [suffix, sort as FileSort]),
  ),
);

/** Beyond this a suffix is a part of the name. */
const LONGEST_SUFFIX = 12;

export interface FileNameParts {
  base: string;
  /** With its dot; empty when there is none. It is always shown whole. */
  suffix: string;
}

export function partsOf(fileName: string): FileNameParts {
  const dot = fileName.lastIndexOf('.');
  const suffix = dot > 0 ? fileName.slice(dot) : '';
  if (suffix.length < 2 || suffix.length > LONGEST_SUFFIX) return { base: fileName, suffix: '' };
  return { base: fileName.slice(0, dot), suffix };
}

/** By the suffix that the system goes by, not by what the sender says of it. */
export function sortOf(fileName: string): FileSort {
  const suffix = partsOf(fileName).suffix.slice(1).trim().toLowerCase();
  if (PROGRAMS.has(suffix)) return 'program';
  return bySuffix.get(suffix) ?? 'other';
}

const STEP = 1000;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `340 kB`, `1,2 MB`. */
export function fileSize(bytes: number, language: Language): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP)));
  const value = bytes / STEP ** step;
  return numberFormat(language, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

/** `0:07`, `3:21`, `1:02:03`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
