import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportReport, RefusedLine } from '../../preload/entities.ts';
import type { Clock } from '../clock.ts';
import type { Changes, Write } from '../inbox/changes.ts';
import type { AddressBook } from './address-book.ts';
import { readCsv } from './csv.ts';
import { type ImportRow, refused } from './import-row.ts';
import type { Contacts } from './store.ts';
import { readVcards } from './vcard.ts';

const BATCH_ROWS = 100;

type Outcome = 'created' | 'updated' | 'unchanged' | RefusedLine;

/**
 * Takes the people of a file into the contacts: new ones are made, what is known gets what it lacks and the file's name.
 * Nothing is ever removed or emptied. In pieces, so that the window is answered meanwhile; done again, it changes nothing.
 */
export async function importContacts(
  { format, text, dryRun }: { format: 'csv' | 'vcard'; text: string; dryRun: boolean },
  {
    clock,
    write,
    contacts,
    addressBook,
  }: { clock: Clock; write: Write; contacts: Contacts; addressBook: AddressBook },
): Promise<ImportReport> {
  const file = format === 'csv' ? readCsv(text) : readVcards(text);
  const report = { created: 0, updated: 0, unchanged: 0, refused: [...file.refused] };
  for (let at = 0; at < file.rows.length; at += BATCH_ROWS) {
    const rows = file.rows.slice(at, at + BATCH_ROWS);
    const outcomes = dryRun
      ? rows.map((row) => foresee(row))
      : write('contacts.import', (changes) => rows.map((row) => take(row, changes)));
    for (const outcome of outcomes) {
      if (typeof outcome === 'string') report[outcome] += 1;
      else report.refused.push(outcome);
    }
    await nextTurn();
  }
  return { ...report, refused: report.refused.toSorted((a, b) => a.line - b.line) };

  /** Whose numbers these are. Two people are never made one by a file: only a person may say so. */
  function owner({ numbers }: ImportRow): number | undefined | 'two-people' {
    const found = new Set(numbers.flatMap((value) => contacts.find([{ kind: 'pn', value }]) ?? []));
    if (found.size > 1) return 'two-people';
    return [...found][0];
  }

  function foresee(row: ImportRow): Outcome {
    const id = owner(row);
    if (id === 'two-people') return refused(row.line, id, row.name ?? row.numbers[0]!);
    if (id === undefined) return 'created';
    const known = addressBook.details(id)!;
    const news =
      (row.name !== undefined && row.name !== known.displayName) ||
      (row.email !== undefined && row.email !== known.email) ||
      (row.note !== '' && !known.note.includes(row.note)) ||
      row.numbers.some((number) => contacts.find([{ kind: 'pn', value: number }]) === undefined);
    return news ? 'updated' : 'unchanged';
  }

  function take(row: ImportRow, changes: Changes): Outcome {
    const outcome = foresee(row);
    if (outcome !== 'created' && outcome !== 'updated') return outcome;
    const known = owner(row);
    const main = known === undefined ? undefined : addressBook.details(Number(known))?.number;
    const [first, ...others] = row.numbers;
    let contact = contacts.resolve([{ kind: 'pn', value: main ?? first! }], changes);
    if (main !== undefined) others.unshift(first!);
    for (const value of others) contacts.attach(contact, { kind: 'pn', value });
    if (row.name !== undefined && row.name !== addressBook.details(contact.id)?.displayName) {
      contact = contacts.rename(contact, row.name, changes);
    }
    const before = addressBook.details(contact.id)!.note;
    addressBook.write(contact.id, {
      ...(row.email !== undefined && { email: row.email }),
      ...(row.note !== '' &&
        !before.includes(row.note) && { note: [before, row.note].filter(Boolean).join('\n') }),
    });
    addressBook.added(contact.id, clock.now());
    return outcome;
  }
}
