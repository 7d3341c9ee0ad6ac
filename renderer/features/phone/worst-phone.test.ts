import { expect, test } from 'vitest';
import type { Channel } from '../../../preload/entities.ts';
import { reminded } from './worst-phone.ts';

const DAY = 86_400_000;

function channel(id: number, day: number, level?: 'info' | 'warn' | 'urgent'): Channel {
  return {
    id,
    slug: `channel-${id}`,
    name: `Channel ${id}`,
    method: 'linked-device',
    unread: 0,
    queued: 0,
    phoneChecksOpen: 0,
    state: { phase: 'connected', since: 0, needsPerson: false },
    phone: {
      since: 0,
      known: 'seen',
      day,
      endsAt: (14 - day) * DAY,
      ...(level && { reminder: { day: day as 10, level } }),
    },
  };
}

test('PH-6 the phone that falls off first is the one to open, and quiet ones are not named', () => {
  const found = reminded([
    channel(1, 3),
    channel(2, 10, 'info'),
    channel(3, 13, 'urgent'),
    channel(4, 12, 'warn'),
  ]);
  expect(found.map((each) => each.channel.id)).toEqual([3, 4, 2]);
});

test('PH-6 an archived channel asks for nothing', () => {
  expect(reminded([{ ...channel(1, 14, 'urgent'), archivedAt: 1 }])).toEqual([]);
});
