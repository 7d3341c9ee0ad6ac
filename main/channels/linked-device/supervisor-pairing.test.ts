import { describe, expect, test } from 'vitest';
import type { Close } from './close-reasons.ts';
import {
  SECOND,
  MINUTE,
  DAY,
  REMOVED,
  RESTART,
  BUSY,
  REFUSED,
  SPENT,
  channel,
  connected,
  pairing,
} from './testing/supervised.ts';

describe('a channel without keys', () => {
  test('says so and does not connect', () => {
    const it = channel('absent');
    it.do('connect');
    it.do('hurry');
    expect(it.taken()).toEqual([]);
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'never-linked', needsPerson: true });
  });

  test('links by QR: shown, scanned, restarted, connected', () => {
    const it = pairing();
    it.socket({ news: 'qr', qr: 'A' });
    expect(it.view).toEqual({ phase: 'connecting', reason: 'waiting-for-scan', needsPerson: false });
    expect(it.dialogue).toEqual({
      phase: 'qr',
      qr: 'A',
      shownAt: it.now(),
      expiresAt: it.now() + MINUTE,
      endsAt: it.now() + 10 * MINUTE,
    });
    it.wait(MINUTE);
    it.socket({ news: 'qr', qr: 'B' });
    expect(it.dialogue).toMatchObject({ qr: 'B', expiresAt: it.now() + 20 * SECOND });
    it.socket({ news: 'paired' });
    expect(it.dialogue).toEqual({ phase: 'linking' });
    expect(it.view.reason).toBe('linking');
    it.closed(RESTART);
    expect(it.lastEffect()).toEqual({ do: 'open', attempt: 2, pairing: undefined });
    it.socket({ news: 'open' });
    expect(it.dialogue).toEqual({ phase: 'linked', number: '5511987654321', profileName: 'Padaria' });
    expect(it.view.phase).toBe('connected');
  });

  test('stops after ten minutes although the clock was set back', () => {
    const it = pairing();
    it.socket({ news: 'qr', qr: 'first' });
    it.setBack(30 * DAY);
    it.wait(10 * MINUTE);
    expect(it.dialogue.phase).toBe('expired');
  });

  test('gets new codes by itself for ten minutes, then stops', () => {
    const it = pairing();
    let batches = 1;
    const start = it.now();
    const expired = () => it.dialogue.phase === 'expired';
    while (!expired()) {
      it.socket({ news: 'qr', qr: `batch ${batches}` });
      it.wait(2 * MINUTE + 40 * SECOND);
      if (expired()) break;
      it.closed(SPENT);
      expect(it.taken()).toEqual(['open']);
      batches += 1;
    }
    expect(batches).toBe(4);
    expect(it.now() - start).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(it.taken()).toEqual(['stop']);
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'never-linked', needsPerson: true });
  });

  test('links by code, which is renewed each minute', () => {
    const it = pairing({ kind: 'code', number: '5511987654321' });
    it.socket({ news: 'code', code: 'ABCDEFGH' });
    expect(it.dialogue).toEqual({
      phase: 'code',
      code: 'ABCDEFGH',
      number: '5511987654321',
      expiresAt: it.now() + MINUTE,
      endsAt: it.now() + 10 * MINUTE,
    });
    it.wait(MINUTE);
    expect(it.taken()).toEqual(['shut', 'open']);
    it.socket({ news: 'code', code: 'HGFEDCBA' });
    expect(it.dialogue).toMatchObject({ code: 'HGFEDCBA' });
    it.socket({ news: 'scanned' });
    it.socket({ news: 'paired' });
    it.closed(RESTART);
    it.socket({ news: 'open' });
    expect(it.dialogue.phase).toBe('linked');
  });

  test('a code typed wrong is followed by a new one; the third in vain is named', () => {
    const it = pairing({ kind: 'code', number: '5511987654321' });
    for (let i = 0; i < 2; i++) {
      it.socket({ news: 'code', code: 'ABCDEFGH' });
      it.socket({ news: 'scanned' });
      it.wait(30 * SECOND);
      expect(it.dialogue).toEqual({ phase: 'starting' });
    }
    it.socket({ news: 'code', code: 'ABCDEFGH' });
    it.socket({ news: 'scanned' });
    it.wait(30 * SECOND);
    expect(it.dialogue).toEqual({ phase: 'failed', error: 'no-answer-after-scan' });
  });

  test('a phone that scanned and is asked for a passkey is named', () => {
    const it = pairing();
    it.socket({ news: 'qr', qr: 'A' });
    it.socket({ news: 'scanned' });
    it.wait(30 * SECOND);
    expect(it.dialogue).toEqual({ phase: 'failed', error: 'no-answer-after-scan' });
    expect(it.taken()).toEqual(['stop']);
  });

  test.each<[string, Close, string]>([
    ['no internet', REFUSED, 'offline'],
    ['HTTP 403', { http: 403, message: 'upgrade refused' }, 'refused-by-server'],
    ['HTTP 503', { http: 503, message: 'upgrade refused' }, 'server-busy'],
    ['silence', { code: 408, message: 'Timed Out' }, 'not-answering'],
  ])('%s is tried twice before it is told', (_, close, error) => {
    const it = pairing();
    it.closed(close);
    expect(it.dialogue).toEqual({ phase: 'starting' });
    it.wait(2 * SECOND);
    expect(it.taken()).toEqual(['open']);
    it.closed(close);
    expect(it.dialogue).toEqual({ phase: 'failed', error });
    expect(it.taken()).toEqual(['stop']);
    expect(it.view.reason).toBe('never-linked');
  });

  test.each<[string, Close, string]>([
    ['a wrong root', { code: 400, message: 'noise certificate signature invalid' }, 'untrusted-server'],
    [
      'a forged account',
      { code: 500, message: 'Failed to verify account signature' },
      'bad-account-signature',
    ],
    ['405', { code: 405, message: 'Connection Failure' }, 'update-needed'],
    ['403', { code: 403, message: 'Connection Failure' }, 'banned'],
  ])('%s is told at once', (_, close, error) => {
    const it = pairing();
    it.closed(close);
    expect(it.dialogue).toEqual({ phase: 'failed', error });
  });

  test('a line that breaks while a code is shown is taken up again', () => {
    const it = pairing();
    for (let i = 0; i < 4; i++) {
      it.socket({ news: 'qr', qr: 'A' });
      it.closed(BUSY);
      expect(it.dialogue).toEqual({ phase: 'starting' });
      it.wait(3 * SECOND);
    }
    expect(it.state.attempt).toBe(5);
  });

  test('after the phone agreed, a broken line is no failure, but a refusal is', () => {
    const it = pairing();
    it.socket({ news: 'qr', qr: 'A' });
    it.socket({ news: 'paired' });
    it.closed(REFUSED);
    expect(it.dialogue).toEqual({ phase: 'linking' });
    it.wait(2 * SECOND);
    it.closed({ code: 401, message: 'Connection Failure' });
    expect(it.dialogue).toEqual({ phase: 'linking' });
    it.wait(3 * SECOND);
    it.closed({ code: 401, message: 'Connection Failure' });
    expect(it.dialogue).toEqual({ phase: 'failed', error: 'refused-by-server' });
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'unlinked-on-phone', needsPerson: true });
  });

  test('a worker that dies twice ends it', () => {
    const it = pairing();
    it.worker('gone');
    it.wait(2 * SECOND);
    expect(it.taken()).toEqual(['spawn']);
    it.worker('gone');
    expect(it.dialogue).toEqual({ phase: 'failed', error: 'worker-crashed' });
  });

  test('stopping it stops the worker; a number that cannot be one never starts it', () => {
    const it = pairing();
    it.tell({ kind: 'stop-pairing' });
    expect(it.taken()).toEqual(['stop']);
    expect(it.dialogue).toEqual({ phase: 'idle' });
    it.worker('gone');
    it.tell({ kind: 'bad-number' });
    expect(it.dialogue).toEqual({ phase: 'failed', error: 'number-invalid' });
    expect(it.taken()).toEqual([]);
  });

  test('starting it again while it runs begins anew in the same worker', () => {
    const it = pairing();
    it.socket({ news: 'qr', qr: 'A' });
    it.tell({ kind: 'pair', method: { kind: 'code', number: '5511987654321' } });
    expect(it.dialogue).toEqual({ phase: 'starting' });
    expect(it.taken()).toEqual(['open']);
    expect(it.state.attempt).toBe(2);
  });
});

describe('keys of a link that is over', () => {
  test('are put aside by a new linking, once the worker that holds them is gone', () => {
    const it = connected();
    it.closed(REMOVED);
    it.wait(3 * SECOND);
    it.closed(REMOVED);
    expect(it.taken()).toEqual(['open', 'stop']);
    it.tell({ kind: 'pair', method: { kind: 'qr' } });
    expect(it.taken()).toEqual([]);
    it.worker('gone');
    expect(it.lastEffect()).toEqual({ do: 'spawn', aside: true, apart: false });
    expect(it.state.credentials).toBe('absent');
  });

  test('damaged ones as well, and never by themselves', () => {
    const it = channel('damaged');
    it.do('connect');
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'keys-damaged', needsPerson: true });
    expect(it.taken()).toEqual([]);
    it.tell({ kind: 'pair', method: { kind: 'qr' } });
    expect(it.lastEffect()).toEqual({ do: 'spawn', aside: true, apart: false });
  });

  test('are gone once they are forgotten', () => {
    const it = connected();
    it.tell({ kind: 'close' });
    it.worker('gone');
    it.tell({ kind: 'forgotten' });
    expect(it.view).toEqual({ phase: 'disconnected', reason: 'never-linked', needsPerson: true });
    expect(it.state.credentials).toBe('absent');
  });
});
