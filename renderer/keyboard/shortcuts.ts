/**
 * Every shortcut of the window, once, as data: the handler, the help sheet, the palette and the tooltips read it here.
 * Nothing stands on AltGr (Ctrl+Alt), with which a Brazilian keyboard writes; letters keep their place on ABNT2.
 */

export type Where = 'anywhere' | 'inbox' | 'conversation' | 'composer';

interface Row {
  /** `Alt+J`; the first is the one that is shown in tooltips. `1…9` stands for any of the nine digits. */
  keys: readonly string[];
  where: Where;
  /** Told in the help sheet, but handled where the cursor stands and of no use in the palette. */
  told?: true;
  /** Of no use when chosen by name: it moves from where one stands. */
  keysOnly?: true;
  /** Also while a dialogue or a menu is open. */
  overDialogs?: true;
}

const table = {
  palette: { keys: ['Ctrl+K'], where: 'anywhere', keysOnly: true },
  search: { keys: ['Ctrl+Shift+F', 'F3'], where: 'anywhere' },
  help: { keys: ['F1'], where: 'anywhere' },
  newChat: { keys: ['F2'], where: 'anywhere' },
  nextColumn: { keys: ['F6'], where: 'anywhere', keysOnly: true },
  previousColumn: { keys: ['Shift+F6'], where: 'anywhere', keysOnly: true },
  goInbox: { keys: ['Alt+I'], where: 'anywhere' },
  goSettings: { keys: ['Alt+S'], where: 'anywhere' },
  // Whoever leaves the counter leaves it at once, whatever is open.
  lock: { keys: ['Alt+L'], where: 'anywhere', overDialogs: true },

  next: { keys: ['Alt+J'], where: 'inbox', keysOnly: true },
  previous: { keys: ['Alt+K'], where: 'inbox', keysOnly: true },
  nth: { keys: ['Alt+1…9'], where: 'inbox', keysOnly: true },
  nextTab: { keys: ['Alt+N'], where: 'inbox', keysOnly: true },

  accept: { keys: ['Alt+A'], where: 'conversation' },
  transfer: { keys: ['Alt+T'], where: 'conversation' },
  closeTicket: { keys: ['Alt+E'], where: 'conversation' },
  snooze: { keys: ['Alt+M'], where: 'conversation' },
  returnTicket: { keys: ['Alt+R'], where: 'conversation' },
  pin: { keys: ['Alt+X'], where: 'conversation' },
  tag: { keys: ['Alt+G'], where: 'conversation' },
  note: { keys: ['Alt+P'], where: 'conversation' },
  find: { keys: ['Ctrl+F'], where: 'conversation' },
  contactPanel: { keys: ['Alt+O'], where: 'conversation' },
  leave: { keys: ['Esc'], where: 'conversation', keysOnly: true },

  send: { keys: ['Enter'], where: 'composer', told: true },
  newLine: { keys: ['Shift+Enter'], where: 'composer', told: true },
  quickReply: { keys: ['/'], where: 'composer', told: true },
} as const satisfies Readonly<Record<string, Row>>;

export type ShortcutId = keyof typeof table;

export interface Shortcut extends Row {
  readonly id: ShortcutId;
}

export const shortcuts: readonly Shortcut[] = (Object.keys(table) as ShortcutId[]).map((id) => ({
  id,
  ...(table[id] as Row),
}));

export function worksOverDialogs(id: ShortcutId): boolean {
  return 'overDialogs' in table[id];
}

/** What is printed on the keys: for tooltips and hints. */
export function keysOf(id: ShortcutId): string {
  return table[id].keys[0];
}
