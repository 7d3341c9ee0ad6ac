/** A file of contacts as text; spreadsheets of older Windows write Windows-1252. */
export function decodeContacts(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Without the pictures, which are most of a phone's export and of no use here. */
export function withoutPhotos(vcards: string): string {
  return vcards.replaceAll(/^(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*(?:\r?\n(?=\r?\n))?\r?\n/gim, '');
}
