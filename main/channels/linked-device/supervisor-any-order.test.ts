import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDeadline, viewChannel } from './channel-view.ts';
import type { SocketNews } from './protocol.ts';
import { type Credentials, type SupervisorEvent, defaultTimings, supervise } from './supervisor-state.ts';
import { step } from './supervisor.ts';
import { MINUTE, REPLACED, REMOVED, RESTART, BUSY, REFUSED, SPENT } from './testing/supervised.ts';

describe('whatever happens, in whatever order', () => {
  const news: SocketNews[] = [
    { news: 'answered' },
    { news: 'qr', qr: 'A' },
    { news: 'code', code: 'ABCDEFGH' },
    { news: 'scanned' },
    { news: 'paired' },
    { news: 'open' },
    ...[REPLACED, REMOVED, RESTART, BUSY, REFUSED, SPENT].map(
      (close) => ({ news: 'closed', close }) as const,
    ),
  ];
  const happening = fc.oneof(
    fc
      .constantFrom('connect', 'close', 'hurry', 'stop-pairing', 'heard', 'answered', 'deaf', 'bad-number')
      .map((kind) => ({ kind })),
    fc.constantFrom('ready', 'gone', 'gone', 'damaged').map((is) => ({ kind: 'worker', is }) as const),
    fc.constantFrom(...news).map((each) => ({ kind: 'socket', news: each }) as const),
    fc.constant({ kind: 'pair', method: { kind: 'qr' } } as const),
    fc.constant({ kind: 'pair', method: { kind: 'code', number: '5511987654321' } } as const),
    fc.integer({ min: 0, max: 3 * MINUTE }).map((ms) => ({ kind: 'wait', ms }) as const),
  );

  test('there is one worker and one socket, time goes on, and living keys are never put aside', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Credentials>('absent', 'linked', 'damaged'),
        fc.array(happening, { maxLength: 60 }),
        (credentials, happenings) => {
          let state = supervise(credentials);
          let now = 1_000_000;
          const tell = (event: SupervisorEvent) => {
            const before = state;
            const next = step(state, event, { now, random: () => 0.5, timings: defaultTimings });
            state = next.state;
            const workerBefore = event.kind === 'worker' && event.is === 'gone' ? 'none' : before.worker;
            for (const effect of next.effects) {
              if (effect.do === 'spawn') expect(workerBefore).toBe('none');
              if (effect.do === 'spawn' && effect.aside) expect(before.credentials).not.toBe('absent');
              if (effect.do === 'open') expect(effect.attempt).toBe(before.attempt + 1);
              if (effect.do === 'open') expect(state.worker).toBe('ready');
            }
            expect(
              next.effects.filter(({ do: what }) => what === 'spawn' || what === 'open').length,
            ).toBeLessThan(2);
            if (state.link.at === 'open') expect(viewChannel(state).phase).toBe('connected');
          };
          for (const it of happenings) {
            if (it.kind === 'wait') {
              now += it.ms;
              const due = nextDeadline(state, defaultTimings);
              if (due === undefined || due > now) continue;
              tell({ kind: 'tick' });
              // Else the driver would spin.
              expect(nextDeadline(state, defaultTimings) ?? Infinity).toBeGreaterThan(now);
            } else if (it.kind === 'socket') {
              tell({ ...it, attempt: state.attempt, account: { number: '5511987654321' } });
            } else if (it.kind !== 'worker' || state.worker !== 'none') {
              tell(it);
            }
          }
        },
      ),
      { numRuns: 2000, seed: 7 },
    );
  });
});
