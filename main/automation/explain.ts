/** *O que acontece em…?* (BH-3): a supposed moment and contact, decided by the very same function. Pure. */
import type { Explanation, SupposedContact } from '../../preload/entities/automation.ts';
import { decide } from './decide.ts';
import { firstGuards, type Guard, lastGuards } from './guards.ts';
import type { AutomationEvent, Situation } from './situation.ts';

const MINUTE = 60_000;
/** Longer ago than any cool-down. */
const LONG_AGO_MS = 30 * 86_400_000;

type Given = Pick<Situation, 'automation' | 'hours' | 'offHours' | 'values' | 'queueName'>;

export function explain(contact: SupposedContact, given: Given, at: number): Explanation {
  const event = eventOf(contact, at);
  const situation = suppose(contact, given, at);
  const { because, actions } = decide(event, situation, at);
  const spoke = actions.some((action) => action.do === 'send') || because.rule === 'empty-text';
  return {
    hours: given.hours.stateAt(at),
    because,
    actions: [...actions],
    guards: [
      ...trace(firstGuards, event, because.rule, true),
      ...trace(lastGuards, event, because.rule, spoke),
    ],
  };
}

function eventOf({ content, text, lateMinutes }: SupposedContact, at: number): AutomationEvent {
  if (content === 'call') return { kind: 'call' };
  return {
    kind: 'message',
    fromMe: false,
    arrival: lateMinutes > 0 ? 'offline' : 'live',
    at: at - lateMinutes * MINUTE,
    content,
    text: content === 'text' ? text : '',
  };
}

function suppose(contact: SupposedContact, given: Given, at: number): Situation {
  const { automation, hours } = given;
  const ago = (minutes: number) => at - minutes * MINUTE;
  const since = hours.stateAt(at).since ?? at;
  const { starts, menuOpen, humanMinutesAgo, greetedMinutesAgo } = contact;
  const refusedToStart =
    automation.refusals.messages.on || (contact.content !== 'text' && automation.refusals.voice.on);
  return {
    ...given,
    chat: contact.group ? 'group' : 'person',
    robotOff: contact.robotOff,
    ticket:
      starts && refusedToStart
        ? undefined
        : {
            starts: starts && !menuOpen,
            openedAt: starts && !menuOpen ? at : ago(60),
            waiting: true,
            waitingSince: at,
            queueId: undefined,
            robotOff: false,
            menu: menuOpen ? { until: at + automation.menu.timeoutMinutes * MINUTE, retries: 0 } : undefined,
          },
    humanAt: humanMinutesAgo === undefined ? undefined : ago(humanMinutesAgo),
    said: {
      ...(greetedMinutesAgo !== undefined && {
        greeting: ago(greetedMinutesAgo),
        menu: ago(greetedMinutesAgo),
      }),
      ...(contact.toldClosed ? { 'off-hours': since } : { 'off-hours': since - LONG_AGO_MS }),
    },
    recent: [],
    offHoursToday: 0,
    echoes: 0,
    restrictedUntil: undefined,
    heldUntil: undefined,
  };
}

/** As far as it went: those before the one that stopped have let it pass. */
function trace(
  guards: readonly Guard[],
  event: AutomationEvent,
  rule: string,
  asked: boolean,
): Explanation['guards'] {
  const stopped = guards.findIndex((guard) => guard.rule === rule);
  return guards.map((guard, index) => {
    const concerned = guard.of.includes(event.kind);
    if (index === stopped) return { rule: guard.rule, outcome: 'stopped' };
    const passed = concerned && (stopped >= 0 ? index < stopped : asked && !isGuard(rule, guards));
    return { rule: guard.rule, outcome: passed ? 'passed' : 'not-asked' };
  });
}

/** A first guard that stopped it leaves the last ones unasked. */
function isGuard(rule: string, guards: readonly Guard[]): boolean {
  return guards === lastGuards && firstGuards.some((guard) => guard.rule === rule);
}
