/** Shops and their months as fast-check draws them. */
import * as fc from 'fast-check';
import type { ChannelAutomation } from '../../../preload/entities/automation.ts';
import type { BusinessHours, Interval } from '../../../preload/entities/hours.ts';
import { AUTOMATION, HOUR, MINUTE } from './situations.ts';

const DAY = 24 * HOUR;
export const PEOPLE = 3;

export interface RandomShop {
  readonly hours: BusinessHours;
  readonly automation: Pick<ChannelAutomation, 'messages' | 'refusals' | 'menu' | 'waiting'>;
}

export type Step = { readonly gap: number; readonly who: number } & (
  | { readonly what: 'says' | 'crash'; readonly text: string }
  | { readonly what: 'offline'; readonly ages: readonly number[] }
  | { readonly what: 'history'; readonly count: number }
  | { readonly what: 'voice' | 'group' | 'call' | 'answer' | 'phone' | 'close' | 'restart' | 'look' }
  | { readonly what: 'switch'; readonly off: boolean }
  /** The ticket is closed, and the contact comes again so much later, so often; each time they write as a robot does. */
  | {
      readonly what: 'comes-back';
      readonly after: number;
      readonly visits: number;
      readonly messages: number;
    }
);

const on = (text: string) => fc.boolean().map((is) => ({ on: is, text }));
const mostly = (text: string) =>
  fc.integer({ min: 0, max: 3 }).map((of4) => ({ on: of4 > 0, text: of4 > 0 ? text : '' }));

const interval = fc
  .tuple(fc.integer({ min: 6, max: 21 }), fc.integer({ min: 1, max: 9 }))
  .map(([hour, long]) => ({ from: hour * 60, to: (hour + long) * 60 }));
const day: fc.Arbitrary<Interval[]> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constant<Interval[]>([
      { from: 8 * 60, to: 12 * 60 },
      { from: 13 * 60 + 30, to: 18 * 60 },
    ]),
  },
  { weight: 2, arbitrary: interval.map((one) => [one]) },
  { weight: 1, arbitrary: fc.constant<Interval[]>([]) },
);
const hours: fc.Arbitrary<BusinessHours> = fc.record({
  on: fc.integer({ min: 0, max: 4 }).map((of5) => of5 > 0),
  week: fc.array(day, { minLength: 7, maxLength: 7 }),
  specials: fc
    .boolean()
    .map((has) => (has ? [{ date: '2026-12-08', name: 'Padroeira', yearly: true, intervals: [] }] : [])),
  holidays: fc.constantFrom([], ['christmas' as const]),
  offHours: mostly('Estamos fechados.'),
});

export const shop: fc.Arbitrary<RandomShop> = fc.record({
  hours,
  automation: fc.record({
    messages: fc.record({ greeting: mostly('Olá!'), farewell: on('Até logo!'), transfer: on('Um momento.') }),
    refusals: fc.record({
      messages: fc
        .integer({ min: 0, max: 11 })
        .map((of12) => ({ on: of12 === 7, text: 'Não atendemos por aqui.', everyHours: 24 })),
      voice: on('Escreva, por favor.'),
      calls: on('Não atendemos ligações.'),
    }),
    menu: fc
      .record({
        on: fc.constantFrom(true, true, true, false),
        whenClosed: fc.boolean(),
        retries: fc.constantFrom(0, 2, 5, 5),
      })
      .map((about) => ({ ...AUTOMATION.menu, ...about })),
    waiting: fc.constant(AUTOMATION.waiting),
  }),
});

/** At least a second, so that what came first can be told. */
const gap = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1_000, max: 3 * MINUTE }) },
  { weight: 2, arbitrary: fc.integer({ min: MINUTE, max: 2 * HOUR }) },
  { weight: 2, arbitrary: fc.integer({ min: 2 * HOUR, max: 20 * HOUR }) },
  { weight: 1, arbitrary: fc.integer({ min: DAY, max: 2 * DAY }) },
);
const who = fc.integer({ min: 0, max: PEOPLE - 1 });
const text = fc.constantFrom('oi', '1', '2', '0', 'quanto custa?', 'Obrigado pelo contato!');
const simply = <W extends 'voice' | 'group' | 'call' | 'answer' | 'phone' | 'close' | 'restart' | 'look'>(
  ...whats: W[]
) => fc.record({ gap, who, what: fc.constantFrom(...whats) });

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ gap, who, what: fc.constant('says' as const), text }) },
  { weight: 2, arbitrary: fc.record({ gap, who, what: fc.constant('crash' as const), text }) },
  {
    weight: 2,
    arbitrary: fc.record({
      gap,
      who,
      what: fc.constant('offline' as const),
      ages: fc.array(fc.integer({ min: 0, max: 3 * DAY }), { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      gap,
      who,
      what: fc.constant('history' as const),
      count: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 7, arbitrary: simply('voice', 'group', 'call', 'restart', 'look', 'look') },
  { weight: 3, arbitrary: simply('close') },
  { weight: 2, arbitrary: simply('answer', 'phone') },
  {
    weight: 3,
    arbitrary: fc.record({
      gap,
      who,
      what: fc.constant('comes-back' as const),
      after: fc.integer({ min: 2 * HOUR, max: 7 * HOUR }),
      visits: fc.integer({ min: 1, max: 3 }),
      messages: fc.integer({ min: 1, max: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ gap, who, what: fc.constant('switch' as const), off: fc.boolean() }) },
);
