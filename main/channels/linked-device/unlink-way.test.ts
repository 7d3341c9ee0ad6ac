import { expect, test } from 'vitest';
import { type Link, supervise } from './supervisor-state.ts';
import { unlinkWay } from './unlink-way.ts';

const open: Link = { at: 'open', since: 0, heardAt: 0, askedAt: 0, asking: false, mute: false };

test.each<[Link, ReturnType<typeof unlinkWay>]>([
  [open, 'open'],
  [{ at: 'rest' }, 'coming'],
  [{ at: 'connecting', deadline: 1 }, 'coming'],
  [{ at: 'connecting', deadline: 1, reason: 'restart-required' }, 'coming'],
  [{ at: 'connecting', deadline: 1, reason: 'offline' }, 'faltering'],
  [{ at: 'waiting', until: 1, reason: 'offline' }, 'faltering'],
  [{ at: 'halted', reason: 'unlinked-on-phone' }, 'gone'],
  [{ at: 'halted', reason: 'banned' }, 'none'],
])('a link %j', (link, way) => {
  expect(unlinkWay({ ...supervise('linked'), link })).toBe(way);
});

test('without credentials nothing is on the phone; with damaged ones, nobody can say', () => {
  expect(unlinkWay(supervise('absent'))).toBe('gone');
  expect(unlinkWay(supervise('damaged'))).toBe('none');
});
