/** The numbered menu (PR-7). Pure. */
import type { Menu, MenuOption } from '../../preload/entities/automation.ts';

export type Choice =
  | { readonly kind: 'option'; readonly number: number; readonly option: MenuOption }
  | { readonly kind: 'human' }
  | { readonly kind: 'none' };

/** Whatever the menu is called, these lead out of it. */
const WAYS_OUT = new Set([
  'atendente',
  'humano',
  'pessoa',
  'sair',
  'agent',
  'human',
  'person',
  'persona',
  'agente',
]);
/** A longer answer is a sentence and no choice. */
const LONGEST_CHOICE = 80;

export function menuText({ intro, options, humanLabel }: Menu): string {
  const lines = options.map(({ label }, index) => `${index + 1} - ${label}`);
  return [intro.trim(), [...lines, `0 - ${humanLabel}`].join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What an answer chooses: a number, however it is decorated, or the words of a line. */
export function readChoice(text: string, { options, humanLabel }: Menu): Choice {
  if (text.length > LONGEST_CHOICE) return { kind: 'none' };
  const said = plain(text);
  if (WAYS_OUT.has(said) || said === plain(humanLabel)) return { kind: 'human' };
  const [, digit] = /^(?:(?:opcao|option|opcion|numero|n) )?(\d)$/.exec(said) ?? [];
  if (digit === '0') return { kind: 'human' };
  const index =
    digit === undefined ? options.findIndex(({ label }) => plain(label) === said) : Number(digit) - 1;
  const option = options[index];
  return option ? { kind: 'option', number: index + 1, option } : { kind: 'none' };
}

/** Small letters and digits without accents, keycaps or marks. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\p{Cf}]+/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
