import { expect, test } from 'vitest';
import type { Channel, ChannelReason } from '../../../preload/entities.ts';
import { channelTone, needsLinking } from './channel-state.ts';

function channel(phase: Channel['state']['phase'], reason?: ChannelReason, linkedAt?: number): Channel {
  return {
    id: 1,
    slug: 'recepcao',
    name: 'Recepção',
    method: 'linked-device',
    unread: 0,
    queued: 0,
    phoneChecksOpen: 0,
    ...(linkedAt !== undefined && { linkedAt }),
    state: { phase, since: 0, needsPerson: false, ...(reason && { reason }) },
  };
}

test('a channel that never had a phone asks for one', () => {
  expect(needsLinking(channel('disconnected', 'never-linked'))).toBe(true);
  expect(needsLinking(channel('connecting', 'waiting-for-scan'))).toBe(true);
});

test('a phone that has gone must scan again; a line that is down need not', () => {
  expect(needsLinking(channel('disconnected', 'unlinked-on-phone', 1))).toBe(true);
  expect(needsLinking(channel('disconnected', 'keys-damaged', 1))).toBe(true);
  expect(needsLinking(channel('disconnected', 'offline', 1))).toBe(false);
  expect(needsLinking(channel('disconnected', 'opened-elsewhere', 1))).toBe(false);
  expect(needsLinking(channel('connecting', 'starting', 1))).toBe(false);
});

test('a connected channel asks for nothing', () => {
  expect(needsLinking(channel('connected', undefined, 1))).toBe(false);
});

test('a connection that is mute does not look well', () => {
  expect(channelTone(channel('connected', undefined, 1))).toBe('ok');
  expect(channelTone(channel('connected', 'mute', 1))).toBe('busy');
});
