import { describe, expect, test } from 'vitest';
import type { Close } from './close-reasons.ts';
import {
  SECOND,
  MINUTE,
  DAY,
  REPLACED,
  REMOVED,
  RESTART,
  BUSY,
  REFUSED,
  channel,
  connected,
} from './testing/supervised.ts';

describe('a linked channel', () => {
  test('connects: a worker first, then its socket, then the state says so', () => {
    const it = channel('linked');
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'stopped-by-user', needsPerson: true });
    it.do('connect');
    expect(it.taken()).toEqual(['spawn']);
    expect(it.view).toEqual({ phase: 'connecting', reason: 'starting', needsPerson: false });
    it.worker('ready');
    expect(it.taken()).toEqual(['open']);
    it.socket({ news: 'answered' });
    expect(it.view.phase).toBe('connecting');
    it.socket({ news: 'open' });
    expect(it.view).toEqual({ phase: 'connected', needsPerson: false });
  });

  test('asks for nothing twice, however often it is told', () => {
    const it = channel('linked');
    for (let i = 0; i < 3; i++) it.do('connect');
    it.worker('ready');
    for (let i = 0; i < 3; i++) it.do('connect');
    it.socket({ news: 'open' });
    it.do('connect');
    expect(it.taken()).toEqual(['spawn', 'open']);
  });

  test('does not hear news of a socket that is over', () => {
    const it = connected();
    it.closed(BUSY);
    it.wait(3 * SECOND);
    expect(it.state.attempt).toBe(2);
    it.socket({ news: 'open' }, 1);
    expect(it.view.phase).toBe('connecting');
    it.socket({ news: 'closed', close: REMOVED }, 1);
    expect(it.view.needsPerson).toBe(false);
  });

  test('restarts at once when asked to, but only once in a row', () => {
    const it = connected();
    it.closed(RESTART);
    expect(it.taken()).toEqual(['open']);
    it.closed(RESTART);
    expect(it.taken()).toEqual([]);
    expect(it.view).toMatchObject({ phase: 'connecting', reason: 'restart-required' });
    it.wait(2 * SECOND);
    expect(it.taken()).toEqual(['open']);
    it.socket({ news: 'open' });
    it.closed(RESTART);
    expect(it.taken()).toEqual(['open']);
  });

  test.each([
    [0, [1, 1, 1, 1, 1, 1, 1, 1, 1]],
    [1, [2, 4, 8, 16, 32, 64, 120, 120, 120]],
    [0.5, [1.5, 2.5, 4.5, 8.5, 16.5, 32.5, 60.5, 60.5, 60.5]],
  ])('waits longer after each failure, with jitter %d: %j s', (random, delays) => {
    const it = channel('linked', random);
    it.do('connect');
    it.worker('ready');
    for (const seconds of delays) {
      it.closed(REFUSED);
      expect(it.view).toMatchObject({ phase: 'connecting', reason: 'offline', needsPerson: false });
      expect(it.view.retryAt).toBe(it.now() + seconds * SECOND);
      it.wait(seconds * SECOND);
      expect(it.state.link.at).toBe('connecting');
    }
  });

  test('is patient again from the start once a connection has held', () => {
    const it = connected();
    for (let i = 0; i < 6; i++) {
      it.closed(BUSY);
      it.retry();
    }
    expect(it.state.failures).toBe(6);
    it.socket({ news: 'open' });
    it.wait(MINUTE);
    it.closed(BUSY);
    expect(it.view.retryAt).toBe(it.now() + 1.5 * SECOND);
  });

  test('a connection that opens and falls at once does not count as one that held', () => {
    const it = connected();
    for (let i = 0; i < 4; i++) {
      it.closed(BUSY);
      it.retry();
      it.socket({ news: 'open' });
    }
    it.closed(BUSY);
    expect(it.state.failures).toBe(5);
  });

  test('believes only the second 401 in a row', () => {
    const it = connected();
    it.closed(REMOVED);
    expect(it.view).toMatchObject({ phase: 'connecting', reason: 'unlinked-on-phone', needsPerson: false });
    it.wait(3 * SECOND);
    expect(it.taken()).toEqual(['open']);
    it.closed({ code: 401, message: 'Connection Failure' });
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'unlinked-on-phone', needsPerson: true });
    expect(it.taken()).toEqual(['stop']);
    expect(it.state.credentials).toBe('linked');
    it.wait(10 * MINUTE);
    expect(it.taken()).toEqual([]);
  });

  test('a 401 that was a mistake is forgotten when the next connection holds', () => {
    const it = connected();
    it.closed(REMOVED);
    it.wait(3 * SECOND);
    it.socket({ news: 'open' });
    it.wait(MINUTE);
    it.closed(REMOVED);
    expect(it.view.needsPerson).toBe(false);
  });

  test('gives way when it is replaced three times within half a minute, and takes the line back when told', () => {
    const it = connected();
    for (let i = 0; i < 2; i++) {
      it.closed(REPLACED);
      expect(it.view).toMatchObject({ phase: 'connecting', reason: 'opened-elsewhere' });
      it.wait(2 * SECOND);
      it.socket({ news: 'open' });
    }
    it.closed(REPLACED);
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'opened-elsewhere', needsPerson: true });
    it.worker('gone');
    it.taken();
    it.do('connect');
    expect(it.taken()).toEqual(['spawn']);
    it.worker('ready');
    it.socket({ news: 'open' });
    expect(it.view.phase).toBe('connected');
  });

  test('being replaced now and then is no loop', () => {
    const it = connected();
    for (let i = 0; i < 6; i++) {
      it.closed(REPLACED);
      it.wait(2 * SECOND);
      it.socket({ news: 'open' });
      it.wait(20 * SECOND);
    }
    expect(it.view.phase).toBe('connected');
  });

  test.each<[string, Close, string]>([
    ['403', { code: 403, message: 'Connection Failure' }, 'banned'],
    ['405', { code: 405, message: 'Connection Failure' }, 'update-needed'],
    ['411', { code: 411, message: 'Multi-device beta not joined' }, 'update-needed'],
    [
      'a wrong root',
      { code: 400, message: 'noise intermediate certificate signature invalid' },
      'untrusted-server',
    ],
  ])('%s stops it until a person acts', (_, close, reason) => {
    const it = connected();
    it.closed(close);
    expect(it.view).toEqual({ phase: 'disconnected', reason, needsPerson: true });
    expect(it.taken()).toEqual(['stop']);
  });

  test('a server that never says a word is given up and asked again', () => {
    const it = channel('linked');
    it.do('connect');
    it.worker('ready');
    it.taken();
    it.wait(25 * SECOND);
    expect(it.taken()).toEqual(['shut']);
    expect(it.view).toMatchObject({ phase: 'connecting', reason: 'not-answering' });
    it.wait(2 * SECOND);
    expect(it.taken()).toEqual(['open']);
  });

  test('a login that is answered but never finishes is given up as well', () => {
    const it = channel('linked');
    it.do('connect');
    it.worker('ready');
    it.socket({ news: 'answered' });
    it.wait(80 * SECOND);
    expect(it.state.attempt).toBe(1);
    it.wait(15 * SECOND);
    expect(it.state.attempt).toBe(2);
  });

  test('hurries: the wait ends now, and an open line is tried', () => {
    const it = connected();
    it.do('hurry');
    expect(it.taken()).toEqual(['probe']);
    it.tell({ kind: 'deaf' });
    expect(it.taken()).toEqual(['shut', 'open']);
    for (let i = 0; i < 5; i++) {
      it.closed(REFUSED);
      it.retry();
    }
    it.closed(REFUSED);
    it.taken();
    it.do('hurry');
    expect(it.taken()).toEqual(['open']);
  });

  test('PH-5 a silent line is asked now and then, and left alone while it answers', () => {
    const it = connected();
    it.wait(5 * MINUTE);
    expect(it.taken()).toEqual(['probe']);
    it.tell({ kind: 'answered' });
    expect(it.view).toEqual({ phase: 'connected', needsPerson: false });
    it.wait(4 * MINUTE);
    it.tell({ kind: 'heard' });
    it.wait(4 * MINUTE);
    expect(it.taken()).toEqual([]);
  });

  test('PH-5 connected but mute: the card says so, then a new socket, then a new worker', () => {
    const it = connected();
    it.wait(5 * MINUTE + 4 * SECOND);
    expect(it.view).toEqual({ phase: 'connected', reason: 'mute', needsPerson: false });
    it.taken();
    it.tell({ kind: 'deaf' });
    expect(it.taken()).toEqual(['shut', 'open']);
    expect(it.view).toMatchObject({ phase: 'connecting', reason: 'mute' });
    it.socket({ news: 'open' });
    it.wait(5 * MINUTE + 4 * SECOND);
    it.taken();
    it.tell({ kind: 'deaf' });
    expect(it.taken()).toEqual(['stop']);
    it.worker('gone');
    expect(it.taken()).toEqual(['spawn']);
  });

  test('PH-5 a line that answers and brings nothing for two hours is made anew', () => {
    const it = connected();
    for (let i = 0; i < 24; i++) {
      it.wait(5 * MINUTE);
      it.tell({ kind: 'answered' });
    }
    expect(it.taken().filter((what) => what !== 'probe')).toEqual(['shut', 'open']);
  });

  test.each<[string, (it: ReturnType<typeof channel>) => void, number, string[]]>([
    ['a pause ends', (it) => it.closed(BUSY), 2 * MINUTE, ['open']],
    ['a silent server is given up', (it) => it.do('hurry'), 90 * SECOND, ['shut']],
    ['a silent line is asked', (it) => it.socket({ news: 'open' }), 5 * MINUTE, ['probe']],
  ])('%s although the clock was set back by a month', (_, begin, ms, then) => {
    const it = channel('linked');
    it.do('connect');
    it.worker('ready');
    begin(it);
    it.taken();
    it.setBack(30 * DAY);
    expect(it.taken()).toEqual([]);
    it.wait(ms);
    expect(it.taken()).toEqual(then);
  });

  test('a worker that dies is replaced, never before it is gone', () => {
    const it = connected();
    it.worker('gone');
    expect(it.view).toMatchObject({ phase: 'connecting', reason: 'worker-crashed', needsPerson: false });
    expect(it.taken()).toEqual([]);
    it.wait(2 * SECOND);
    expect(it.taken()).toEqual(['spawn']);
    it.worker('ready');
    expect(it.taken()).toEqual(['open']);
  });

  test('closing stops the worker; a connect meanwhile waits until it is gone', () => {
    const it = connected();
    it.tell({ kind: 'close' });
    expect(it.taken()).toEqual(['stop']);
    it.do('connect');
    expect(it.taken()).toEqual([]);
    it.worker('gone');
    expect(it.taken()).toEqual(['spawn']);
  });

  test('keys that turn out damaged stop it for good', () => {
    const it = connected();
    it.worker('damaged');
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'keys-damaged', needsPerson: true });
    it.worker('gone');
    it.taken();
    it.do('connect');
    it.wait(10 * MINUTE);
    expect(it.taken()).toEqual([]);
  });

  test('is not linked anew while its link lives', () => {
    const it = connected();
    it.tell({ kind: 'pair', method: { kind: 'qr' } });
    it.tell({ kind: 'bad-number' });
    expect(it.taken()).toEqual([]);
    expect(it.dialogue).toEqual({ phase: 'idle' });
    expect(it.view.phase).toBe('connected');
  });
});
