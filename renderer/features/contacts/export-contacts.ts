import type { TFunction } from 'i18next';
import type { CallError } from '../../../preload/contract.ts';
import { call } from '../../bridge.ts';
import { notify } from '../../state/ui.ts';

/** Everybody in one file, into the downloads folder. */
export async function exportContacts(
  format: 'csv' | 'vcard',
  t: TFunction,
  words: (error: CallError) => string,
): Promise<void> {
  const reply = await call('contacts.export', { format });
  if (!reply.ok) return notify('bad', words(reply.error));
  const { fileName, text, count } = reply.value;
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'text/vcard;charset=utf-8';
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  notify('ok', t('contacts.exported', { count }));
}
