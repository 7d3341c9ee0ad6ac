import type { ChannelAutomation } from '../../../preload/entities/automation.ts';
import { createHours } from '../../hours/rules.ts';
import { wordsIn } from '../../i18n/index.ts';
import type { AutomationEvent, Situation, TicketSituation } from '../situation.ts';
import { valuesOf } from '../values.ts';

/** A Monday, ten in the morning in São Paulo. */
export const NOW = Date.UTC(2026, 10, 23, 13);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const WORKDAY = [{ from: 9 * 60, to: 18 * 60 }];
export const WEEK = {
  on: true,
  week: Array.from({ length: 7 }, (_, day) => (day < 5 ? WORKDAY : [])),
  specials: [],
  holidays: [],
  offHours: { on: true, text: 'Estamos fechados.' },
};

/** Everything is on. */
export const AUTOMATION: ChannelAutomation = {
  messages: {
    greeting: { on: true, text: 'Olá, {{primeiro_nome}}!' },
    farewell: { on: true, text: 'Até logo!' },
    transfer: { on: true, text: 'Você vai falar com {{fila}}.' },
  },
  refusals: {
    messages: { on: false, text: 'Não atendemos por aqui.', everyHours: 24 },
    voice: { on: true, text: 'Escreva, por favor.' },
    calls: { on: true, text: 'Não atendemos ligações.' },
  },
  waiting: { on: true, queueId: 7, minutes: 5 },
  menu: {
    on: true,
    intro: 'Escolha:',
    options: [
      { label: 'Vendas', does: { kind: 'queue', queueId: 1 } },
      { label: 'Endereço', does: { kind: 'answer', text: 'Rua A, 1.' } },
    ],
    humanLabel: 'Falar com uma pessoa',
    chosen: 'Certo: {{fila}}.',
    unknown: 'Não entendi.',
    retries: 2,
    timeoutMinutes: 10,
    fallbackQueueId: 9,
    everyMinutes: 60,
    whenClosed: false,
  },
};

export const TICKET: TicketSituation = {
  starts: true,
  openedAt: NOW,
  waiting: true,
  waitingSince: NOW,
  queueId: undefined,
  robotOff: false,
  menu: undefined,
};

export function situation(about: Partial<Situation> = {}): Situation {
  return {
    chat: 'person',
    automation: AUTOMATION,
    hours: createHours(WEEK, 'America/Sao_Paulo'),
    offHours: WEEK.offHours,
    robotOff: false,
    ticket: TICKET,
    humanAt: undefined,
    said: {},
    recent: [],
    offHoursToday: 0,
    echoes: 0,
    restrictedUntil: undefined,
    heldUntil: undefined,
    values: valuesOf({
      contactName: 'Ana Souza',
      userName: 'Rita',
      queueName: undefined,
      channelName: 'Recepção',
      protocol: '20261123-0001',
      hours: WEEK,
      timeZone: 'America/Sao_Paulo',
      at: NOW,
      words: wordsIn('pt-BR'),
    }),
    queueName: (id) => `Fila ${id}`,
    ...about,
  };
}

export const message = (
  about: Partial<Extract<AutomationEvent, { kind: 'message' }>> = {},
): Extract<AutomationEvent, { kind: 'message' }> => ({
  kind: 'message',
  fromMe: false,
  arrival: 'live',
  at: NOW,
  content: 'text',
  text: 'Oi',
  ...about,
});
