import { describe, expect, test } from 'vitest';
import { type HostLoad, type Wish, placeSession } from './host-placement.ts';

const calm: Wish<HostLoad> = { apart: false, last: undefined, crashes: 0 };
const shared = (sessions: number): HostLoad => ({ sessions, apart: false });
const apart = (sessions: number): HostLoad => ({ sessions, apart: true });

describe('where a session begins', () => {
  const [many, one, two] = [shared(8), apart(1), apart(2)];
  test.each<[string, HostLoad[], Partial<Wish<HostLoad>>, HostLoad | undefined]>([
    ['the first gets a host', [], {}, undefined],
    ['further ones share it', [many], {}, many],
    ['nobody joins one that is apart', [one, many], {}, many],
    ['a host apart is not the one that is shared', [one], {}, undefined],
    ['one in trouble gets its own', [many], { apart: true, last: many }, undefined],
    ['and a second one', [many, one], { apart: true, last: many }, undefined],
    ['but not for ever: then it goes to the emptiest', [many, two, one], { apart: true }, one],
    ['though never back', [many, two, one], { apart: true, last: one }, two],
    ['after one crash it may share', [many], { crashes: 1 }, many],
    ['after two it is alone, whatever that takes', [many, one, two], { crashes: 2 }, undefined],
  ])('%s', (_, hosts, wish, host) => {
    expect(placeSession(hosts, { ...calm, ...wish })).toBe(host);
  });
});

test('20 channels in trouble one after the other never take more than three hosts', () => {
  let hosts: { sessions: number; apart: boolean }[] = [{ sessions: 20, apart: false }];
  const last = hosts[0]!;
  for (let n = 0; n < 20; n += 1) {
    last.sessions -= 1;
    hosts = hosts.filter(({ sessions }) => sessions > 0);
    const host = placeSession(hosts, { ...calm, apart: true, last });
    if (host) host.sessions += 1;
    else hosts.push({ sessions: 1, apart: true });
    expect(hosts.length).toBeLessThanOrEqual(3);
  }
  expect(hosts.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(20);
});
