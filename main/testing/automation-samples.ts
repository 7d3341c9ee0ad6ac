/** Samples of the rows in `preload/contract/automation.ts`. */
import type { automationCalls } from '../../preload/contract/automation.ts';
import type { CallName } from '../../preload/contract.ts';
import type {
  BusinessHours,
  ChannelAutomation,
  ChannelHours,
  FollowUp,
  FollowUpRule,
  RobotState,
  Schedule,
  ScheduleDraft,
} from '../../preload/entities.ts';
import type { Sample } from './contract-samples.ts';

type AutomationCall = keyof typeof automationCalls & CallName;

const off = { on: false, text: '' };
const automation: ChannelAutomation = {
  messages: { greeting: { on: true, text: 'Olá, {{primeiro_nome}}!' }, farewell: off, transfer: off },
  refusals: { messages: { ...off, everyHours: 24 }, voice: off, calls: off },
  waiting: { on: false, minutes: 1 },
  menu: {
    on: true,
    intro: 'Escolha:',
    options: [{ label: 'Horário', does: { kind: 'answer', text: 'Das 9h às 18h.' } }],
    humanLabel: 'Falar com uma pessoa',
    chosen: '',
    unknown: '',
    retries: 2,
    timeoutMinutes: 10,
    everyMinutes: 60,
    whenClosed: false,
  },
};
const hours: BusinessHours = {
  on: true,
  week: [[{ from: 540, to: 1_080 }], [], [], [], [], [{ from: 1_320, to: 1_560 }], []],
  specials: [{ date: '2026-12-24', yearly: true, name: 'Véspera', intervals: [{ from: 540, to: 720 }] }],
  holidays: ['christmas'],
  offHours: { on: true, text: 'Estamos fechados.' },
};
const channelHours: ChannelHours = {
  channelId: 1,
  hours,
  timeZone: 'America/Sao_Paulo',
  offered: [{ id: 'christmas', kind: 'national', date: '2026-12-25', weekDay: 5 }],
  now: { open: false, since: 1, until: 2, opensAt: 2 },
};
const draft: ScheduleDraft = {
  text: 'Seu pedido chega hoje.',
  dueAt: 1_800_000_000_000,
  repeat: { every: 'week', interval: 1, weekDays: [1], count: 4 },
  missed: { kind: 'send-within', minutes: 60 },
};
const schedule: Schedule = {
  ...draft,
  id: 1,
  conversationId: 1,
  channelId: 1,
  contactName: 'Ana',
  state: 'waiting',
  createdAt: 0,
  createdBy: 'Rita',
  lastRun: { dueAt: 1, state: 'sent', messageId: 1, at: 1 },
};
const rule: FollowUpRule = {
  id: 1,
  name: 'Orçamento',
  steps: [{ afterMinutes: 120, text: 'Conseguiu ver o orçamento?' }],
  onlyOpenHours: true,
  tagId: 1,
  active: 0,
};
const { id: _, active: __, ...ruleWords } = rule;
const followUp: FollowUp = {
  id: 1,
  conversationId: 1,
  ruleId: 1,
  ruleName: 'Orçamento',
  step: 1,
  steps: 1,
  text: 'Conseguiu ver o orçamento?',
  dueAt: 1,
  state: 'active',
  startedAt: 0,
};
const robot: RobotState = { off: false, silencedByHumanAt: 5 };

export const automationSamples: { readonly [N in AutomationCall]: Sample<N> } = {
  'automation.get': { valid: { channelId: 1 }, invalid: {}, output: automation },
  'automation.set': {
    valid: { channelId: 1, messages: automation.messages },
    invalid: { channelId: 1, waiting: { on: true, minutes: 0 } },
    output: automation,
  },
  'automation.preview': {
    valid: { channelId: 1, text: 'Olá, {{nome}} {{nomee}}!' },
    invalid: { channelId: 1, text: 'x'.repeat(8_001) },
    output: { text: 'Olá, Ana!', unknown: ['nomee'], empty: false, length: 9, tooLong: false },
  },
  'automation.explain': {
    valid: { channelId: 1, at: 1_800_000_000_000, contact: { text: 'Oi' } },
    invalid: { channelId: 1, at: 1, contact: { content: 'smoke' } },
    output: {
      hours: { open: true },
      because: { rule: 'started', values: { greeting: true }, at: 1 },
      actions: [{ do: 'send', parts: ['greeting', 'menu'], text: 'Olá!' }],
      guards: [{ rule: 'not-a-person', outcome: 'passed' }],
    },
  },
  'automation.journal': {
    valid: { channelId: 1, limit: 50 },
    invalid: { limit: 0 },
    output: {
      entries: [
        {
          id: 1,
          channelId: 1,
          conversationId: 1,
          contactName: 'Ana',
          event: 'message',
          because: { rule: 'human-spoke', values: { minutesAgo: 3 }, at: 9 },
          actions: [],
          times: 4,
          firstAt: 1,
        },
      ],
      more: false,
    },
  },
  'automation.refused': {
    valid: { limit: 50 },
    invalid: { limit: 'all' },
    output: {
      messages: [
        {
          messageId: 1,
          conversationId: 1,
          channelId: 1,
          contactName: 'Ana',
          at: 1,
          why: 'voice',
          kind: 'voice',
          preview: '',
        },
      ],
      total: 1,
      more: false,
    },
  },
  'automation.robot': { valid: { conversationId: 1 }, invalid: {}, output: robot },
  'automation.setRobot': {
    valid: { conversationId: 1, off: true },
    invalid: { conversationId: 1, off: 'yes' },
    output: { off: true, offSince: 1 },
  },

  'hours.get': { valid: { channelId: 1 }, invalid: {}, output: channelHours },
  'hours.set': {
    valid: { channelId: 1, hours },
    invalid: { channelId: 1, hours: { ...hours, week: [] } },
    output: channelHours,
  },
  'hours.ofQueue': {
    valid: { queueId: 1 },
    invalid: {},
    output: { queueId: 1, own: true, hours, timeZone: channelHours.timeZone, offered: channelHours.offered },
  },
  'hours.setOfQueue': { valid: { queueId: 1 }, invalid: { queueId: 0 }, output: undefined },
  'hours.zone': {
    valid: undefined,
    invalid: {},
    output: { timeZone: 'America/Sao_Paulo', ofMachine: true, zones: ['America/Sao_Paulo'] },
  },
  'hours.setZone': {
    valid: { timeZone: 'America/Manaus' },
    invalid: { timeZone: 'x'.repeat(65) },
    output: undefined,
  },

  'schedules.list': {
    valid: { limit: 50, states: ['waiting'] },
    invalid: { limit: 50, states: ['lost'] },
    output: { schedules: [schedule], more: false, asking: 0 },
  },
  'schedules.calendar': {
    valid: { from: 0, to: 1 },
    invalid: { from: 0 },
    output: {
      occurrences: [
        {
          scheduleId: 1,
          conversationId: 1,
          channelId: 1,
          contactName: 'Ana',
          preview: 'Seu pedido',
          at: 1,
          state: 'planned',
          repeats: true,
        },
      ],
      more: false,
    },
  },
  'schedules.times': { valid: { dueAt: 1 }, invalid: {}, output: [1] },
  'schedules.create': {
    valid: { conversationId: 1, draft },
    invalid: { conversationId: 1, draft: { ...draft, missed: { kind: 'forget' } } },
    output: schedule,
  },
  'schedules.update': {
    valid: { scheduleId: 1, draft },
    invalid: { scheduleId: 1, draft: { ...draft, repeat: { every: 'hour' } } },
    output: schedule,
  },
  'schedules.cancel': { valid: { scheduleId: 1 }, invalid: {}, output: undefined },
  'schedules.answer': {
    valid: { scheduleId: 1, send: true },
    invalid: { scheduleId: 1 },
    output: undefined,
  },

  'followUps.rules': { valid: undefined, invalid: {}, output: [rule] },
  'followUps.createRule': {
    valid: ruleWords,
    invalid: { ...ruleWords, steps: [] },
    output: { id: 1 },
  },
  'followUps.updateRule': {
    valid: { ...ruleWords, ruleId: 1 },
    invalid: { ...ruleWords, ruleId: 1, name: ' ' },
    output: undefined,
  },
  'followUps.removeRule': { valid: { ruleId: 1 }, invalid: {}, output: undefined },
  'followUps.list': { valid: { conversationId: 1 }, invalid: {}, output: [followUp] },
  'followUps.start': {
    valid: { conversationId: 1, ruleId: 1 },
    invalid: { conversationId: 1 },
    output: followUp,
  },
  'followUps.cancel': { valid: { followUpId: 1 }, invalid: {}, output: undefined },

  'jobs.list': {
    valid: undefined,
    invalid: {},
    output: [
      {
        name: 'schedules',
        when: '* * * * *',
        timeZone: 'America/Sao_Paulo',
        missed: 'run-once',
        running: false,
        nextDue: 1,
        last: { due: 0, startedAt: 0, endedAt: 1, result: 'done', detail: '0 sent' },
      },
    ],
  },
};
