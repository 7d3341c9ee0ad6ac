import { describe, expect, test } from 'vitest';
import { SupposedContact } from '../../preload/entities/automation.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { firstGuards, lastGuards, MAX_AGE_MS } from './guards.ts';
import { AUTOMATION, HOUR, message, MINUTE, NOW, situation, TICKET } from './testing/situations.ts';

const given = situation();
const CLOSED = NOW + 10 * HOUR;
const suppose = (about: object, at = NOW) => explain(SupposedContact.parse(about), given, at);

describe('BH-3 O que acontece em…?', () => {
  test.each<[what: string, about: object, at: number, rule: string, parts: readonly string[]]>([
    ['a new contact in open hours', {}, NOW, 'started', ['greeting', 'menu']],
    ['a new contact in closed hours', {}, CLOSED, 'off-hours', ['greeting', 'off-hours']],
    ['told already', { toldClosed: true }, CLOSED, 'off-hours-told', []],
    ['greeted an hour ago', { greetedMinutesAgo: 61 }, NOW, 'started', ['menu']],
    ['in the middle of a ticket', { starts: false }, NOW, 'nothing-to-say', []],
    ['a person spoke', { starts: false, humanMinutesAgo: 31 }, NOW, 'human-spoke', []],
    ['a person spoke before the ticket', { humanMinutesAgo: 31 }, NOW, 'started', ['greeting', 'menu']],
    ['the robot is off', { robotOff: true }, NOW, 'robot-off-contact', []],
    ['a group', { group: true }, NOW, 'not-a-person', []],
    ['an old message', { lateMinutes: MAX_AGE_MS / MINUTE + 1 }, NOW, 'too-old', []],
    ['a voice note', { content: 'voice' }, NOW, 'voice-refused', ['voice']],
    ['a call', { content: 'call' }, NOW, 'call-refused', ['call']],
    ['an answer to the menu', { menuOpen: true, text: '1' }, NOW, 'menu-choice', ['menu-chosen']],
  ])('%s', (_what, about, at, rule, parts) => {
    const { because, actions, hours } = suppose(about, at);
    expect(because).toMatchObject({ rule, at });
    expect(actions.flatMap((action) => (action.do === 'send' ? action.parts : []))).toEqual(parts);
    expect(hours).toEqual(given.hours.stateAt(at));
  });

  test('says to the letter what the robot would do with the same contact', () => {
    for (const at of [NOW, CLOSED, NOW + 5 * 24 * HOUR]) {
      const ticket = { ...TICKET, openedAt: at, waitingSince: at };
      const decision = decide(message({ at }), situation({ ticket }), at);
      const { because, actions } = suppose({}, at);
      expect({ because, actions }).toEqual(decision);
    }
  });

  test('shows the guards in their order, as far as it went', () => {
    const all = [...firstGuards, ...lastGuards].map(({ rule }) => rule);
    const passed = suppose({}).guards;
    expect(passed.map(({ rule }) => rule)).toEqual(all);
    expect(passed.every(({ outcome }) => outcome === 'passed')).toBe(true);
    const stopped = suppose({ robotOff: true }).guards.map(({ outcome }) => outcome);
    const index = all.indexOf('robot-off-contact');
    expect(stopped.slice(0, index).every((outcome) => outcome === 'passed')).toBe(true);
    expect(stopped[index]).toBe('stopped');
    expect(stopped.slice(index + 1).every((outcome) => outcome === 'not-asked')).toBe(true);
    // Nothing to say: the last ones are not asked.
    expect(suppose({ starts: false }).guards.at(-1)?.outcome).toBe('not-asked');
  });

  test('a shop that refuses messages says so', () => {
    const refusing = {
      ...AUTOMATION,
      refusals: { ...AUTOMATION.refusals, messages: { on: true, text: 'Não.', everyHours: 24 } },
    };
    const explained = explain(SupposedContact.parse({}), { ...given, automation: refusing }, NOW);
    expect(explained.because.rule).toBe('refused');
  });
});
