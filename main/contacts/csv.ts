import Papa from 'papaparse';
import { writeNumber } from '../../preload/phone-number.ts';
import { nameKey } from '../name-key.ts';
import { type ReadFile, type RawRow, readRow, refused, withoutRepeats } from './import-row.ts';

/** What columns are called by people, spreadsheets, Google and Outlook; compared without case and accents. */
const COLUMNS = {
  name: [
    'nome',
    'name',
    'nombre',
    'nome completo',
    'full name',
    'contato',
    'contact',
    'cliente',
    'display name',
  ],
  first: ['first name', 'given name', 'primeiro nome'],
  last: ['last name', 'family name', 'sobrenome', 'apellido', 'apellidos'],
  number: [
    'numero',
    'number',
    'telefone',
    'telefono',
    'phone',
    'celular',
    'whatsapp',
    'mobile',
    'fone',
    'movil',
    'mobile phone',
    'home phone',
    'business phone',
    'primary phone',
    'phone number',
    'telefone celular',
  ],
  email: ['email', 'e-mail', 'e-mail address', 'correo', 'e-mail 1 - value'],
  note: ['observacao', 'observacoes', 'nota', 'notas', 'note', 'notes', 'anotacao'],
} as const;

const NUMBERED = /^phone \d+ - value$/;

type Columns = Record<keyof typeof COLUMNS, number[]>;

/** Reads contacts from a table of any separator. Lines that cannot be taken are told one by one. */
export function readCsv(text: string): ReadFile {
  const [blank = ''] = /^\ufeff?(?:[^\S\r\n]*\r?\n)*/.exec(text) ?? [];
  const header = blank.split('\n').length;
  const table = text.slice(blank.length);
  const { data } = Papa.parse<string[]>(table, { delimiter: separatorOf(table) });
  const columns = columnsOf(data[0] ?? []);
  if (columns.number.length === 0) return { rows: [], refused: [refused(header, 'no-number-column', '')] };
  const lines = data.slice(1).flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    return [readRow(rawRow(cells, columns, header + 1 + index))];
  });
  return withoutRepeats(lines);
}

/** By the first line: the library's own guess takes an empty line for one that contradicts it. */
function separatorOf(table: string): string {
  const [first = ''] = table.split('\n', 1);
  const count = (separator: string) => first.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

function columnsOf(header: readonly string[]): Columns {
  const keys = header.map((cell) => nameKey(cell));
  const at = (names: readonly string[]) => keys.flatMap((key, index) => (names.includes(key) ? [index] : []));
  return {
    name: at(COLUMNS.name),
    first: at(COLUMNS.first),
    last: at(COLUMNS.last),
    number: keys.flatMap((key, index) =>
      NUMBERED.test(key) || COLUMNS.number.some((name) => name === key) ? [index] : [],
    ),
    email: at(COLUMNS.email),
    note: at(COLUMNS.note),
  };
}

function rawRow(cells: readonly string[], columns: Columns, line: number): RawRow {
  const first = (indexes: readonly number[]) => cells[indexes[0] ?? -1] ?? '';
  return {
    line,
    name: first(columns.name) || `${first(columns.first)} ${first(columns.last)}`.trim(),
    // Google puts several of one kind into one cell.
    numbers: columns.number.flatMap((index) => (cells[index] ?? '').replace(/^'/, '').split(/:::|;|,/)),
    email: first(columns.email),
    note: first(columns.note),
  };
}

export interface ExportRow {
  readonly name: string;
  readonly numbers: readonly string[];
  readonly email: string;
  readonly note: string;
}

/**
 * What a spreadsheet would run: a cell that begins like a formula. Each splits lines where its own country does, often
 * without a look at our quotes, so a cell begins after any separator. A number's plus sign is no formula.
 */
const FORMULA = /(^|[,;|\t\r\n])([" ]*)(?=[=@\uff1d\uff20]|[+\uff0b-](?![\d ()+-]+(?:$|[,;|\t\r\n])))/g;

const harmless = (cell: string): string => cell.replaceAll(FORMULA, "$1$2'");

/** A table that spreadsheets open as it is, and that `readCsv` reads again. */
export function writeCsv(
  rows: readonly ExportRow[],
  header: readonly [string, string, string, string],
): string {
  const data = rows.map(({ name, numbers, email, note }) => [
    harmless(name),
    numbers.map((number) => writeNumber(number)).join('; '),
    harmless(email),
    harmless(note),
  ]);
  const text = Papa.unparse({ fields: [...header], data }, { newline: '\r\n' });
  // Without the mark Excel takes it for Windows-1252.
  return `\ufeff${text}\r\n`;
}
