import { expect, test } from 'vitest';
import { type HealthFacts, healthWarnings } from './health.ts';
import { watchPhone } from './rules.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 12);

const well: HealthFacts = {
  linkedAt: NOW - 90 * DAY,
  seenAt: NOW - DAY,
  stationOnline: true,
  connectedSince: NOW - DAY,
  otherDevices: 1,
};
const quiet = (days: number) => ({
  id: 'phone-quiet',
  days,
  of: 14,
  endsAt: NOW + (14 - days) * DAY,
});

test.each<[what: string, facts: Partial<HealthFacts>, warnings: object[]]>([
  ['all is well', {}, []],
  [
    'no internet, and what follows from it is not said twice',
    { stationOnline: false, connectedSince: undefined },
    [{ id: 'station-offline' }],
  ],
  ['not connected', { connectedSince: undefined }, [{ id: 'channel-not-connected' }]],
  ['six days', { seenAt: NOW - 6 * DAY }, []],
  ['a week', { seenAt: NOW - 7 * DAY }, [quiet(7)]],
  [
    'a week, but what waited is still being heard',
    { seenAt: NOW - 7 * DAY, connectedSince: NOW - 60_000 },
    [],
  ],
  [
    'a week in which we could not hear it',
    { seenAt: NOW - 7 * DAY, connectedSince: undefined },
    [{ id: 'channel-not-connected' }],
  ],
  ['a reminder has come', { seenAt: NOW - 12 * DAY, connectedSince: NOW - 60_000 }, [quiet(12)]],
  ['never seen since it was linked', { seenAt: undefined, linkedAt: NOW - 8 * DAY }, [quiet(8)]],
  ['two other devices', { otherDevices: 2 }, []],
  ['no room for another device', { otherDevices: 3 }, [{ id: 'devices-full', others: 3, limit: 4 }]],
  ['WhatsApp does not tell of devices', { otherDevices: undefined }, []],
  ['no phone is linked', { linkedAt: undefined, connectedSince: undefined, otherDevices: 3 }, []],
  ['no phone and no internet', { linkedAt: undefined, stationOnline: false }, [{ id: 'station-offline' }]],
])('PH-3 %s', (_, facts, warnings) => {
  expect(healthWarnings({ ...well, ...facts }, NOW)).toEqual(warnings);
});

test('PH-3 and PH-6: from day 10 the warning is there whenever the banner is, with the same day', () => {
  for (let hours = 0; hours < 20 * 24; hours += 1) {
    for (const connectedSince of [undefined, NOW - 60_000, NOW - DAY]) {
      const facts = { ...well, seenAt: NOW - hours * 3_600_000, connectedSince };
      const watch = watchPhone(facts, NOW)!;
      const warned = healthWarnings(facts, NOW).find((each) => each.id === 'phone-quiet');
      expect(watch.reminder === undefined || warned?.days === watch.day).toBe(true);
    }
  }
});
