/**
 * Everything automatic is decided here (design, seam 6): pure and total. The guards are asked in their order; what
 * remains is said as one message, and every outcome, silence included, has its reason.
 */
import type { Action, Because, EventKind, Part, RuleId } from '../../preload/entities/automation.ts';
import { render } from '../templates/checks.ts';
import { firstGuards, type Guard, lastGuards, type RuleValues, within } from './guards.ts';
import { menuText, readChoice } from './menu.ts';
import type { AutomationEvent, Situation } from './situation.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One contact is greeted no more often than that, however many tickets they begin. */
export const GREETING_MS = 12 * HOUR;
/** The answers to voice notes and to calls. */
export const REFUSAL_MS = HOUR;
export const OFF_HOURS_A_DAY = 2;

export interface Decision {
  readonly actions: readonly Action[];
  readonly because: Because;
}

/** What would be done if no guard stood before it. */
interface Wish {
  readonly rule: RuleId;
  readonly values?: RuleValues;
  /** Templates in the order in which they stand in the message. */
  readonly say?: readonly (readonly [part: Part, template: string])[];
  /** What is done beside, whether or not something may be said. */
  readonly also?: readonly Action[];
  /** Of the queue that was chosen just now. */
  readonly queueName?: string;
}

export function decide(event: AutomationEvent, situation: Situation, now: number): Decision {
  const decision = (rule: RuleId, values: RuleValues, actions: readonly Action[]): Decision => ({
    actions,
    because: { rule, values, at: now },
  });
  const first = stopping(firstGuards, event, situation, now);
  if (first) return decision(first.rule, first.values, anyway(event, situation));

  const { rule, values = {}, say = [], also = [], queueName } = wishOf(event, situation, now);
  const said = say.filter(([, template]) => template.trim() !== '');
  if (said.length === 0) return decision(rule, values, also);

  // A menu that is not seen waits for no answer.
  const unsaid = also.filter((action) => action.do !== 'offer-menu');
  const last = stopping(lastGuards, event, situation, now);
  if (last) return decision(last.rule, last.values, unsaid);

  const words = queueName === undefined ? situation.values : { ...situation.values, fila: queueName };
  const texts = said.flatMap(([part, template]) => {
    const text = render(template, words);
    return text === '' ? [] : [{ part, text }];
  });
  if (texts.length === 0) return decision('empty-text', { of: rule }, unsaid);
  const send: Action = {
    do: 'send',
    parts: texts.map(({ part }) => part),
    text: texts.map(({ text }) => text).join('\n\n'),
  };
  return decision(rule, values, [send, ...also]);
}

/** The guard that stops it, and what it looked at. */
export function stopping(
  guards: readonly Guard[],
  event: AutomationEvent,
  situation: Situation,
  now: number,
): { rule: RuleId; values: RuleValues } | undefined {
  for (const guard of guards) {
    if (!guard.of.includes(event.kind)) continue;
    const values = guard.stops(event, situation, now);
    if (values) return { rule: guard.rule, values };
  }
  return undefined;
}

/** What is done though nothing may be said. */
function anyway(event: AutomationEvent, { automation, ticket }: Situation): Action[] {
  if (event.kind === 'call') return automation.refusals.calls.on ? [{ do: 'reject-call' }] : [];
  // A person has taken over.
  return ticket?.menu ? [{ do: 'end-menu' }] : [];
}

const wishes: { readonly [K in EventKind]: (event: AutomationEvent, s: Situation, now: number) => Wish } = {
  message: (event, s, now) => (event.kind === 'message' ? answer(event, s, now) : NOTHING),
  call(_event, { automation: { refusals }, said, hours }, now) {
    if (!refusals.calls.on) return { rule: 'call-accepted' };
    const also: Action[] = [{ do: 'reject-call' }];
    const told = within(said.call, REFUSAL_MS, now);
    if (told) return { rule: 'call-told', values: { minutesAgo: minutes(now - said.call) }, also };
    return {
      rule: 'call-refused',
      values: { open: hours.isOpen(now) },
      say: [['call', refusals.calls.text]],
      also,
    };
  },
  closed(event, { automation: { messages } }) {
    if (event.kind !== 'closed') return NOTHING;
    const rating = event.ratingQuestion === undefined ? [] : [['rating', event.ratingQuestion] as const];
    if (event.farewell && messages.farewell.on) {
      return { rule: 'farewell', say: [['farewell', messages.farewell.text], ...rating] };
    }
    return rating.length > 0 ? { rule: 'rating', say: rating } : { rule: 'farewell-unwanted' };
  },
  transferred(event, { automation: { messages } }) {
    if (event.kind === 'transferred' && event.by === 'robot') return { rule: 'transfer-by-robot' };
    return messages.transfer.on ? { rule: 'transfer', say: [['transfer', messages.transfer.text]] } : NOTHING;
  },
  waiting(_event, { automation: { waiting }, ticket, hours }, now) {
    const { queueId } = waiting;
    if (!waiting.on || queueId === undefined || !ticket?.waiting || ticket.queueId !== undefined) {
      return { rule: 'waiting-off' };
    }
    if (ticket.menu && ticket.menu.until > now)
      return { rule: 'menu-waits', values: { until: ticket.menu.until } };
    const openMinutes = minutes(hours.openMsBetween(ticket.waitingSince ?? ticket.openedAt, now));
    const values = { openMinutes, limitMinutes: waiting.minutes };
    if (openMinutes < waiting.minutes) return { rule: 'waiting-not-yet', values };
    return { rule: 'waiting-over', values, also: [{ do: 'assign-queue', queueId }] };
  },
  'menu-silence'(_event, { automation: { menu }, ticket }, now) {
    if (!ticket?.menu) return { ...NOTHING, also: [{ do: 'end-menu' }] };
    if (ticket.menu.until > now) return { rule: 'menu-waits', values: { until: ticket.menu.until } };
    const also = leaveMenu(menu.fallbackQueueId);
    return { rule: 'menu-timeout', values: { limitMinutes: menu.timeoutMinutes }, also };
  },
  'follow-up'(event, { hours }, now) {
    if (event.kind !== 'follow-up') return NOTHING;
    const opensAt = hours.nextOpening(now);
    if (event.onlyOpenHours && opensAt !== now) {
      return { rule: 'follow-up-closed', values: opensAt === undefined ? {} : { opensAt } };
    }
    return { rule: 'follow-up', say: [['follow-up', event.text]] };
  },
  schedule: (event) =>
    event.kind === 'schedule' ? { rule: 'schedule', say: [['schedule', event.text]] } : NOTHING,
};

const NOTHING: Wish = { rule: 'nothing-to-say' };

function wishOf(event: AutomationEvent, situation: Situation, now: number): Wish {
  return wishes[event.kind](event, situation, now);
}

type Incoming = Extract<AutomationEvent, { kind: 'message' }>;

function answer(event: Incoming, s: Situation, now: number): Wish {
  const { refusals } = s.automation;
  if (refusals.messages.on && !s.ticket) return refusal(s, now);
  const open = s.hours.isOpen(now);
  const whenOpen =
    event.content === 'voice' && refusals.voice.on
      ? voice(s, now)
      : s.ticket?.menu && s.ticket.menu.until > now
        ? menuReply(event, s, now)
        : start(s, now);
  return open ? whenOpen : whileClosed(whenOpen, s, now);
}

function refusal({ automation, said }: Situation, now: number): Wish {
  const { text, everyHours } = automation.refusals.messages;
  if (within(said.refusal, everyHours * HOUR, now)) {
    return { rule: 'refusal-told', values: { minutesAgo: minutes(now - said.refusal), everyHours } };
  }
  return { rule: 'refused', values: { everyHours }, say: [['refusal', text]] };
}

function voice({ automation, said }: Situation, now: number): Wish {
  if (within(said.voice, REFUSAL_MS, now)) {
    return { rule: 'voice-told', values: { minutesAgo: minutes(now - said.voice) } };
  }
  return { rule: 'voice-refused', say: [['voice', automation.refusals.voice.text]] };
}

/** Greeting and menu, for a message that begins a ticket. */
function start({ automation: { messages, menu }, ticket, said }: Situation, now: number): Wish {
  if (!ticket?.starts) return NOTHING;
  const greeted = within(said.greeting, GREETING_MS, now);
  const offered = within(said.menu, menu.everyMinutes * MINUTE, now);
  const greet = messages.greeting.on && !greeted;
  const offer = menu.on && !offered;
  if (greet || offer) {
    return {
      rule: 'started',
      values: { greeting: greet, menu: offer },
      say: [
        ...(greet ? [['greeting', messages.greeting.text] as const] : []),
        ...(offer ? [['menu', menuText(menu)] as const] : []),
      ],
      also: offer ? [{ do: 'offer-menu', until: now + menu.timeoutMinutes * MINUTE, retries: 0 }] : [],
    };
  }
  if (messages.greeting.on && greeted) {
    return { rule: 'greeting-cool-down', values: { minutesAgo: minutes(now - said.greeting) } };
  }
  if (menu.on && offered) {
    return {
      rule: 'menu-cool-down',
      values: { minutesAgo: minutes(now - said.menu), everyMinutes: menu.everyMinutes },
    };
  }
  return NOTHING;
}

/** Nothing but the off-hours text, once per closed period; what else was to be said comes along in the same message. */
function whileClosed(
  whenOpen: Wish,
  { hours, offHours, automation, said, offHoursToday }: Situation,
  now: number,
): Wish {
  const { since, opensAt } = hours.stateAt(now);
  const quiet = (whenOpen.also ?? []).filter((action) => action.do !== 'offer-menu');
  const also = automation.menu.whenClosed ? whenOpen.also : quiet;
  const values = { ...(since !== undefined && { since }), ...(opensAt !== undefined && { opensAt }) };
  if (automation.menu.whenClosed && MENU_REPLIES.has(whenOpen.rule)) return whenOpen;
  const told = said['off-hours'] !== undefined && (since === undefined || said['off-hours'] >= since);
  if (!offHours.on || told || offHoursToday >= OFF_HOURS_A_DAY) {
    // A menu that is offered at any hour needs no off-hours text to come along with.
    const menu = (whenOpen.say ?? []).filter(([part]) => part === 'menu' && automation.menu.whenClosed);
    if (menu.length > 0) return { ...whenOpen, values: { ...whenOpen.values, greeting: false }, say: menu };
    return { rule: offHours.on ? 'off-hours-told' : 'closed', values, also: quiet };
  }
  const [greetings, others] = partition(whenOpen.say ?? [], ([part]) => part === 'greeting');
  const rest = others.filter(([part]) => part === 'voice' || (part === 'menu' && automation.menu.whenClosed));
  return {
    rule: 'off-hours',
    values,
    say: [...greetings, ['off-hours', offHours.text], ...rest],
    ...(also && { also }),
  };
}

const MENU_REPLIES = new Set<RuleId>([
  'menu-choice',
  'menu-answer',
  'menu-human',
  'menu-unknown',
  'menu-gave-up',
]);

function menuReply(
  { content, text }: Incoming,
  { automation: { menu }, ticket, queueName }: Situation,
  now: number,
): Wish {
  if (content !== 'text') return { rule: 'menu-no-text' };
  const choice = readChoice(text, menu);
  const retries = ticket?.menu?.retries ?? 0;
  const again = (retries: number): Action => ({
    do: 'offer-menu',
    until: now + menu.timeoutMinutes * MINUTE,
    retries,
  });
  if (choice.kind === 'option') {
    const { does, label } = choice.option;
    const values = { number: choice.number, label };
    if (does.kind === 'answer') {
      return { rule: 'menu-answer', values, say: [['menu-answer', does.text]], also: [again(retries)] };
    }
    const also = leaveMenu(does.queueId);
    return {
      rule: 'menu-choice',
      values,
      say: [['menu-chosen', menu.chosen]],
      also,
      queueName: queueName(does.queueId),
    };
  }
  if (choice.kind === 'none' && retries < menu.retries) {
    const say = [
      ['menu-unknown', menu.unknown],
      ['menu', menuText(menu)],
    ] as const;
    return {
      rule: 'menu-unknown',
      values: { tries: retries + 1, limit: menu.retries },
      say,
      also: [again(retries + 1)],
    };
  }
  const queueId = menu.fallbackQueueId;
  return {
    rule: choice.kind === 'human' ? 'menu-human' : 'menu-gave-up',
    values: { tries: retries },
    say: [['menu-chosen', menu.chosen]],
    also: leaveMenu(queueId),
    ...(queueId !== undefined && { queueName: queueName(queueId) }),
  };
}

function leaveMenu(queueId: number | undefined): Action[] {
  return [{ do: 'end-menu' }, ...(queueId === undefined ? [] : [{ do: 'assign-queue', queueId } as const])];
}

function minutes(ms: number): number {
  return Math.max(0, Math.floor(ms / MINUTE));
}

function partition<T>(items: readonly T[], is: (item: T) => boolean): [T[], T[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}
