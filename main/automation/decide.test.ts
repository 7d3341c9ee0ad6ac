import { describe, expect, test } from 'vitest';
import type { RuleId } from '../../preload/entities/automation.ts';
import { decide } from './decide.ts';
import { firstGuards, lastGuards, LOOP_PAUSE_MS } from './guards.ts';
import type { AutomationEvent, Situation } from './situation.ts';
import { AUTOMATION, HOUR, message, MINUTE, NOW, situation, TICKET } from './testing/situations.ts';

const NIGHT = NOW + 11 * HOUR;
const sent = (event: AutomationEvent, about: Partial<Situation> = {}, now = NOW) =>
  decide(event, situation(about), now).actions.find((action) => action.do === 'send');
const rule = (event: AutomationEvent, about: Partial<Situation> = {}, now = NOW) =>
  decide(event, situation(about), now).because.rule;
const automation = (about: Partial<typeof AUTOMATION>) => ({ automation: { ...AUTOMATION, ...about } });
const inMenu = (retries = 0) => ({
  ticket: { ...TICKET, starts: false, menu: { until: NOW + 10 * MINUTE, retries } },
});

/** What makes each guard stop a message that would otherwise be greeted. */
const stops: Readonly<
  Record<string, { event?: Partial<ReturnType<typeof message>>; about?: Partial<Situation> }>
> = {
  'not-a-person': { about: { chat: 'group' } },
  'own-message': { event: { fromMe: true } },
  history: { event: { arrival: 'history' } },
  'too-old': { event: { at: NOW - 11 * MINUTE, arrival: 'offline' } },
  'robot-off-contact': { about: { robotOff: true } },
  'robot-off-ticket': { about: { ticket: { ...TICKET, robotOff: true } } },
  'human-spoke': { about: { humanAt: NOW - 5 * MINUTE } },
  'other-robot': { about: { echoes: 2 } },
  'loop-limit': { about: { recent: [NOW - 3 * MINUTE, NOW - 2 * MINUTE, NOW - MINUTE] } },
  'channel-restricted': { about: { restrictedUntil: NOW + HOUR } },
  pacing: { about: { heldUntil: NOW + MINUTE } },
};
const guards = [...firstGuards, ...lastGuards].map((guard) => guard.rule);

describe('MS-3 each guard', () => {
  test('has its case here, and none has two names', () => {
    expect(Object.keys(stops)).toEqual(guards);
    expect(new Set(guards).size).toBe(guards.length);
  });
  test('lets pass what is as it should be', () => {
    expect(sent(message())?.parts).toEqual(['greeting', 'menu']);
  });
  test.each(guards)('%s stops alone, and says so with the time', (name) => {
    const { event, about } = stops[name]!;
    const decision = decide(message(event), situation(about), NOW);
    expect(decision.because).toMatchObject({ rule: name, at: NOW });
    expect(decision.actions.filter((action) => action.do === 'send' || action.do === 'offer-menu')).toEqual(
      [],
    );
  });
  test.each<AutomationEvent>([
    message(),
    { kind: 'call' },
    { kind: 'closed', farewell: true, ratingQuestion: 'De 1 a 5?' },
    { kind: 'transferred', by: 'person' },
    { kind: 'menu-silence' },
    { kind: 'follow-up', text: 'E aí?', onlyOpenHours: false },
    { kind: 'schedule', text: 'Hoje.' },
  ])('$kind: nothing is said in a group', (event) => {
    expect(rule(event, { chat: 'group' })).toBe('not-a-person');
    expect(sent(event, { chat: 'group' })).toBeUndefined();
  });
  const pairs = guards.flatMap((one, index) => guards.slice(index + 1).map((other) => [one, other] as const));
  test.each(pairs)('%s and %s: the first of them is the reason', (one, other) => {
    const [a, b] = [stops[one]!, stops[other]!];
    const ticket = {
      ...TICKET,
      ...a.about?.ticket,
      ...b.about?.ticket,
      robotOff: [one, other].includes('robot-off-ticket'),
    };
    const about = { ...a.about, ...b.about, ticket };
    expect(rule(message({ ...b.event, ...a.event }), about)).toBe(one);
  });
});

describe('MS-1 greeting', () => {
  test('greets by name and offers the menu in one message (MS-4)', () => {
    const decision = decide(message(), situation(), NOW);
    expect(decision.actions).toEqual([
      {
        do: 'send',
        parts: ['greeting', 'menu'],
        text: 'Olá, Ana!\n\nEscolha:\n\n1 - Vendas\n2 - Endereço\n0 - Falar com uma pessoa',
      },
      { do: 'offer-menu', until: NOW + 10 * MINUTE, retries: 0 },
    ]);
    expect(decision.because).toEqual({ rule: 'started', values: { greeting: true, menu: true }, at: NOW });
  });
  test.each<[string, Partial<Situation>, RuleId]>([
    ['a later message of the ticket', { ticket: { ...TICKET, starts: false } }, 'nothing-to-say'],
    ['no ticket', { ticket: undefined }, 'nothing-to-say'],
    [
      'greeted eleven hours ago',
      { said: { greeting: NOW - 11 * HOUR }, ...automation({ menu: { ...AUTOMATION.menu, on: false } }) },
      'greeting-cool-down',
    ],
    [
      'the menu half an hour ago',
      { said: { greeting: NOW - 30 * MINUTE, menu: NOW - 30 * MINUTE } },
      'greeting-cool-down',
    ],
    [
      'greeted in a future that the clock was put back from',
      { said: { greeting: NOW + 2 * HOUR, menu: NOW + 2 * HOUR } },
      'greeting-cool-down',
    ],
  ])('%s: silence', (_, about, because) => {
    expect(sent(message(), about)).toBeUndefined();
    expect(rule(message(), about)).toBe(because);
  });
  test('greeted under a clock that was a year ahead, they are greeted again', () => {
    const year = NOW + 365 * 24 * HOUR;
    expect(sent(message(), { said: { greeting: year, menu: year } })?.parts).toEqual(['greeting', 'menu']);
  });
  test('a text whose variables are all empty sends nothing', () => {
    const messages = { ...AUTOMATION.messages, greeting: { on: true, text: '{{fila}}' } };
    const about = automation({ messages, menu: { ...AUTOMATION.menu, on: false } });
    expect(decide(message(), situation(about), NOW)).toMatchObject({
      actions: [],
      because: { rule: 'empty-text', values: { of: 'started' } },
    });
  });
});

describe('BH-2 while it is closed', () => {
  const late = message({ at: NIGHT });
  const ticket = { ...TICKET, openedAt: NIGHT };
  test('greeting and off-hours text are one message, and the menu waits for the morning', () => {
    expect(sent(late, { ticket }, NIGHT)).toMatchObject({
      parts: ['greeting', 'off-hours'],
      text: 'Olá, Ana!\n\nEstamos fechados.',
    });
  });
  test('with the menu too, where it is offered at night (MS-4)', () => {
    const about = { ticket, ...automation({ menu: { ...AUTOMATION.menu, whenClosed: true } }) };
    expect(sent(late, about, NIGHT)?.parts).toEqual(['greeting', 'off-hours', 'menu']);
  });
  test.each<[string, Partial<Situation>, RuleId]>([
    ['told since it closed', { said: { 'off-hours': NIGHT - HOUR } }, 'off-hours-told'],
    ['told twice today', { offHoursToday: 2 }, 'off-hours-told'],
    ['without a text', { offHours: { on: false, text: '' } }, 'closed'],
  ])('%s: silence', (_, about, because) => {
    expect(rule(late, { ticket, ...about }, NIGHT)).toBe(because);
    expect(sent(late, { ticket, ...about }, NIGHT)).toBeUndefined();
  });
  test('told in the last closed period, they are told again', () => {
    expect(sent(late, { ticket, said: { 'off-hours': NOW - 20 * HOUR } }, NIGHT)?.parts).toContain(
      'off-hours',
    );
  });
  test('a later message is told too, once', () => {
    const about = { ticket: { ...ticket, starts: false } };
    expect(sent(late, about, NIGHT)?.parts).toEqual(['off-hours']);
  });
  test('a voice note is told both, in one message', () => {
    expect(
      sent(message({ at: NIGHT, content: 'voice', text: '' }), { ticket: undefined }, NIGHT)?.parts,
    ).toEqual(['off-hours', 'voice']);
  });
});

describe('PR-1, PR-2 refusals', () => {
  const refusing = automation({
    refusals: { ...AUTOMATION.refusals, messages: { on: true, text: 'Não.', everyHours: 24 } },
  });
  test.each<[string, AutomationEvent, Partial<Situation>, RuleId, string | undefined]>([
    ['a message', message(), { ticket: undefined, ...refusing }, 'refused', 'Não.'],
    [
      'the next one of the period',
      message(),
      { ticket: undefined, ...refusing, said: { refusal: NOW - 23 * HOUR } },
      'refusal-told',
      undefined,
    ],
    [
      'one of the next period',
      message(),
      { ticket: undefined, ...refusing, said: { refusal: NOW - 25 * HOUR } },
      'refused',
      'Não.',
    ],
    ['one of a ticket that is open', message(), refusing, 'started', expect.anything() as string],
    [
      'a voice note',
      message({ content: 'voice', text: '' }),
      { ticket: undefined },
      'voice-refused',
      'Escreva, por favor.',
    ],
    [
      'a second voice note',
      message({ content: 'voice' }),
      { said: { voice: NOW - MINUTE } },
      'voice-told',
      undefined,
    ],
  ])('%s', (_, event, about, because, text) => {
    expect(rule(event, about)).toBe(because);
    expect(sent(event, about)?.text).toEqual(text);
  });
  test('a call is rejected, with an answer once an hour, and without one to whom a person writes', () => {
    const call = { kind: 'call' } as const;
    expect(decide(call, situation(), NOW).actions).toMatchObject([{ do: 'send' }, { do: 'reject-call' }]);
    expect(decide(call, situation({ said: { call: NOW - MINUTE } }), NOW).actions).toEqual([
      { do: 'reject-call' },
    ]);
    expect(decide(call, situation({ humanAt: NOW - MINUTE }), NOW).actions).toEqual([{ do: 'reject-call' }]);
    const allowed = automation({ refusals: { ...AUTOMATION.refusals, calls: { on: false, text: '' } } });
    expect(decide(call, situation(allowed), NOW)).toMatchObject({
      actions: [],
      because: { rule: 'call-accepted' },
    });
  });
});

describe('PR-7 the menu', () => {
  test.each<[string, RuleId]>([
    ['1', 'menu-choice'],
    [' 1. ', 'menu-choice'],
    ['1️⃣', 'menu-choice'],
    ['opção 2', 'menu-answer'],
    ['ENDERECO', 'menu-answer'],
    ['0', 'menu-human'],
    ['Atendente!', 'menu-human'],
    ['falar com uma pessoa', 'menu-human'],
    ['3', 'menu-unknown'],
    ['bom dia, queria saber do bolo', 'menu-unknown'],
    ['1'.repeat(5_000), 'menu-unknown'],
  ])('%j: %s', (text, because) => expect(rule(message({ text }), inMenu())).toBe(because));

  test('a choice goes to its queue and names it', () => {
    expect(decide(message({ text: '1' }), situation(inMenu()), NOW).actions).toEqual([
      { do: 'send', parts: ['menu-chosen'], text: 'Certo: Fila 1.' },
      { do: 'end-menu' },
      { do: 'assign-queue', queueId: 1 },
    ]);
  });
  test('unknown answers are asked again so many times, and then a person is waited for', () => {
    const asked = decide(message({ text: 'x' }), situation(inMenu(1)), NOW);
    expect(asked.actions).toMatchObject([
      { do: 'send', parts: ['menu-unknown', 'menu'] },
      { do: 'offer-menu', retries: 2 },
    ]);
    expect(decide(message({ text: 'x' }), situation(inMenu(2)), NOW)).toMatchObject({
      actions: [{ do: 'send' }, { do: 'end-menu' }, { do: 'assign-queue', queueId: 9 }],
      because: { rule: 'menu-gave-up' },
    });
  });
  test('a picture is no answer, and a person who writes ends the menu', () => {
    expect(rule(message({ content: 'other', text: '' }), inMenu())).toBe('menu-no-text');
    expect(decide(message({ text: '1' }), situation({ ...inMenu(), humanAt: NOW }), NOW).actions).toEqual([
      { do: 'end-menu' },
    ]);
  });
  test('nobody answers: it waits for a person', () => {
    const silence = { kind: 'menu-silence' } as const;
    expect(rule(silence, inMenu())).toBe('menu-waits');
    expect(decide(silence, situation(inMenu()), NOW + 10 * MINUTE)).toMatchObject({
      actions: [{ do: 'end-menu' }, { do: 'assign-queue', queueId: 9 }],
      because: { rule: 'menu-timeout' },
    });
    expect(decide(silence, situation({ ticket: undefined }), NOW).actions).toEqual([{ do: 'end-menu' }]);
  });
  test('a menu that could not be said waits for no answer', () => {
    const about = { recent: [NOW, NOW, NOW], ...inMenu() };
    expect(decide(message({ text: 'x' }), situation(about), NOW).actions).toEqual([]);
  });
});

describe('PR-6 waiting without a queue', () => {
  const waiting = { kind: 'waiting' } as const;
  const since = (at: number) => ({ ticket: { ...TICKET, starts: false, openedAt: at, waitingSince: at } });
  test.each<[string, number, RuleId]>([
    ['four minutes', NOW + 4 * MINUTE, 'waiting-not-yet'],
    ['five minutes', NOW + 5 * MINUTE, 'waiting-over'],
  ])('%s: %s', (_, now, because) => expect(rule(waiting, since(NOW), now)).toBe(because));
  test('minutes of the night do not count', () => {
    const evening = NOW + 8 * HOUR - 2 * MINUTE;
    expect(rule(waiting, since(evening), NIGHT)).toBe('waiting-not-yet');
    expect(rule(waiting, since(evening), NOW + 23 * HOUR + 2 * MINUTE)).toBe('waiting-not-yet');
    expect(rule(waiting, since(evening), NOW + 23 * HOUR + 3 * MINUTE)).toBe('waiting-over');
  });
  test('one that has a queue, or chooses one, stays', () => {
    expect(rule(waiting, { ticket: { ...TICKET, queueId: 1 } }, NIGHT)).toBe('waiting-off');
    expect(rule(waiting, inMenu(), NOW + 6 * MINUTE)).toBe('menu-waits');
  });
});

describe('MS-1 farewell and transfer, SC-1, SC-2', () => {
  const closed = { kind: 'closed', farewell: true, ratingQuestion: undefined } as const;
  test.each<[string, AutomationEvent, Partial<Situation>, RuleId, string[] | undefined]>([
    ['good-bye, though a person just spoke', closed, { humanAt: NOW }, 'farewell', ['farewell']],
    [
      'good-bye and a question',
      { ...closed, ratingQuestion: 'De 1 a 5?' },
      {},
      'farewell',
      ['farewell', 'rating'],
    ],
    [
      'the question alone',
      { ...closed, farewell: false, ratingQuestion: '1 a 5?' },
      {},
      'rating',
      ['rating'],
    ],
    ['closed in silence', { ...closed, farewell: false }, {}, 'farewell-unwanted', undefined],
    ['good-bye to whom the robot is off for', closed, { robotOff: true }, 'robot-off-contact', undefined],
    ['a person transfers', { kind: 'transferred', by: 'person' }, {}, 'transfer', ['transfer']],
    ['the robot transfers', { kind: 'transferred', by: 'robot' }, {}, 'transfer-by-robot', undefined],
    [
      'a follow-up',
      { kind: 'follow-up', text: 'E aí?', onlyOpenHours: true },
      {},
      'follow-up',
      ['follow-up'],
    ],
    [
      'a schedule, whatever the robot',
      { kind: 'schedule', text: 'Hoje.' },
      { robotOff: true },
      'schedule',
      ['schedule'],
    ],
  ])('%s', (_, event, about, because, parts) => {
    expect(rule(event, about)).toBe(because);
    expect(sent(event, about)?.parts).toEqual(parts);
  });
  test('a follow-up waits for the morning', () => {
    expect(
      decide({ kind: 'follow-up', text: 'E aí?', onlyOpenHours: true }, situation(), NIGHT).because,
    ).toEqual({
      rule: 'follow-up-closed',
      values: { opensAt: NOW + 23 * HOUR },
      at: NIGHT,
    });
  });
});

test('the pause after too many ends after an hour', () => {
  const recent = [NOW - 3 * MINUTE, NOW - 2 * MINUTE, NOW - MINUTE];
  expect(rule(message({ at: NOW + HOUR }), { recent }, NOW - MINUTE + LOOP_PAUSE_MS - 1)).toBe('loop-limit');
  expect(sent(message({ at: NOW + HOUR }), { recent }, NOW - MINUTE + LOOP_PAUSE_MS)).toBeDefined();
});
