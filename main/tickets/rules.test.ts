import { describe, expect, test } from 'vitest';
import {
  type Happening,
  type Outcome,
  type Situation,
  SITUATIONS,
  situationOf,
  stateOfBoth,
  TABLE,
} from './rules.ts';

/** An outcome in a few words: what becomes of the ticket, then the effects. */
function inWords(outcome: Outcome): string {
  if (outcome.kind === 'refuse') return `✗ ${outcome.code.replace('ticket-', '')}`;
  const effects = outcome.effects.map((effect) => `+${effect}`).join(' ');
  return `${whatOf(outcome)} ${effects}`.trim();
}

function whatOf(outcome: Exclude<Outcome, { kind: 'refuse' }>): string {
  switch (outcome.kind) {
    case 'create':
      return `new ${outcome.state}`;
    case 'move':
      return `${outcome.state} (${outcome.told})`;
    case 'stay':
      return outcome.told ? `same (${outcome.told})` : 'same';
  }
}

const ACCEPTED = 'open (accepted) +assign-actor +wake';
const ANSWERED = `${ACCEPTED} +note-answer`;
const TRANSFERRED = 'waiting (transferred) +assign-target +queue +wake';
const RETURNED = 'waiting (returned) +unassign +queue +wake';
const CLOSED = 'closed (closed) +unpin +wake +end-waiting';
const REOPENED = 'open (reopened) +assign-actor +clear-closing';
const MERGED = 'closed (merged) +unpin +wake';

/** Written anew and not taken from the table: in the order of `SITUATIONS`. */
const expected: Readonly<Record<Happening, readonly string[]>> = {
  //         none, waiting, own, others, phone, closed-lately, closed
  received: [
    'new waiting',
    'same +wake',
    'same +wake',
    'same +wake',
    RETURNED,
    'waiting (reopened) +unassign +queue +clear-closing',
    'new waiting',
  ],
  'received-apart': ['same', 'same +wake', 'same +wake', 'same +wake', 'same +wake', 'same', 'same'],
  answered: [
    'new open +assign-actor +note-answer',
    ANSWERED,
    'same +note-answer',
    'same +note-answer',
    ANSWERED,
    'open (reopened) +assign-actor +note-answer +clear-closing',
    'new open +assign-actor +note-answer',
  ],
  'answered-on-phone': [
    'same',
    'open (answered-on-phone) +unassign +note-answer +wake',
    'same +note-answer',
    'same +note-answer',
    'same +note-answer',
    'same',
    'same',
  ],
  'answered-by-robot': ['same', 'same', 'same', 'same', 'same', 'same', 'same'],
  accept: ['new open +assign-actor', ACCEPTED, 'same +wake', '✗ taken', ACCEPTED, '✗ closed', '✗ closed'],
  'take-over': ['new open +assign-actor', ACCEPTED, 'same +wake', ACCEPTED, ACCEPTED, '✗ closed', '✗ closed'],
  transfer: ['✗ missing', TRANSFERRED, TRANSFERRED, TRANSFERRED, TRANSFERRED, '✗ closed', '✗ closed'],
  return: ['✗ missing', 'same +unassign', RETURNED, RETURNED, RETURNED, '✗ closed', '✗ closed'],
  close: ['✗ missing', CLOSED, CLOSED, CLOSED, CLOSED, 'same', 'same'],
  reopen: ['✗ missing', 'same', 'same', 'same', 'same', REOPENED, REOPENED],
  snooze: [
    '✗ missing',
    'same (snoozed) +snooze',
    'same (snoozed) +snooze',
    'same (snoozed) +snooze',
    'same (snoozed) +snooze',
    '✗ closed',
    '✗ closed',
  ],
  wake: [
    '✗ missing',
    'same (woke) +wake',
    'same (woke) +wake',
    'same (woke) +wake',
    'same (woke) +wake',
    'same',
    'same',
  ],
  merge: ['same', MERGED, MERGED, MERGED, MERGED, 'same', 'same'],
};

const cells = Object.entries(expected).flatMap(([happening, row]) =>
  SITUATIONS.map((situation, column) => [happening as Happening, situation, row[column]!] as const),
);

describe('AT-1 the life of a ticket', () => {
  test.each(cells)('%s when it is %s: %s', (happening, situation, words) => {
    expect(inWords(TABLE[happening][situation])).toBe(words);
  });

  test('every happening has every situation, and the test knows them all', () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(expected).sort());
    for (const row of Object.values(TABLE)) expect(Object.keys(row).sort()).toEqual([...SITUATIONS].sort());
    expect(cells).toHaveLength(Object.keys(TABLE).length * SITUATIONS.length);
  });

  test('nothing that comes by itself is ever refused', () => {
    const byItself: Happening[] = [
      'received',
      'received-apart',
      'answered',
      'answered-on-phone',
      'answered-by-robot',
      'merge',
    ];
    for (const happening of byItself) {
      for (const situation of SITUATIONS) expect(TABLE[happening][situation].kind).not.toBe('refuse');
    }
  });

  test('only a closed ticket or none makes room for a new one', () => {
    for (const [, situation] of cells) {
      const creates = Object.values(TABLE).some((row) => row[situation].kind === 'create');
      const roomFor: Situation[] = ['none', 'closed'];
      expect([situation, creates]).toEqual([situation, roomFor.includes(situation)]);
    }
  });

  test('whatever opens a closed ticket again takes away what the closing left in it', () => {
    const reopening = Object.values(TABLE)
      .flatMap((row) => [row.closed, row['closed-lately']])
      .filter((outcome) => outcome.kind === 'move' && outcome.state !== 'closed');
    expect(reopening).toHaveLength(4);
    expect(
      reopening.filter(
        ({ kind, ...rest }) =>
          kind === 'move' && 'effects' in rest && !rest.effects.includes('clear-closing'),
      ),
    ).toEqual([]);
  });
});

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 21, 12);
const ticket = (
  state: 'waiting' | 'open' | 'closed',
  userId: number | null = null,
  closedAt: number | null = null,
) => ({
  state,
  userId,
  closedAt,
});

test.each([
  ['none', undefined, 1, 4],
  ['waiting', ticket('waiting'), 1, 4],
  ['waiting', ticket('waiting', 1), 1, 4],
  ['own', ticket('open', 1), 1, 4],
  ['others', ticket('open', 2), 1, 4],
  ['others', ticket('open', 2), undefined, 4],
  ['phone', ticket('open'), 1, 4],
  ['closed-lately', ticket('closed', 1, NOON - 4 * HOUR + 1), 1, 4],
  ['closed', ticket('closed', 1, NOON - 4 * HOUR), 1, 4],
  ['closed', ticket('closed', 1, NOON), 1, 0],
  ['closed-lately', ticket('closed', 1, NOON - 72 * HOUR + 1), 1, 72],
  // The clock was set back after the closing.
  ['closed-lately', ticket('closed', 1, NOON + HOUR), 1, 4],
] as const)('AT-1 it is %s: %j for user %s, reopened within %d h', (situation, row, userId, hours) => {
  expect(situationOf(row, userId, NOON, hours)).toBe(situation);
});

test.each([
  ['waiting', 'waiting', 'waiting'],
  ['waiting', 'open', 'open'],
  ['open', 'waiting', 'open'],
  ['open', 'open', 'open'],
] as const)('CH-9 %s and %s become %s', (one, other, both) => {
  expect(stateOfBoth(one, other)).toBe(both);
});
