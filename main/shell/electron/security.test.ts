import type { IpcMainInvokeEvent, Session, WebContents, WebFrameMain } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import type { BusEvent } from '../../api/bus.ts';
import type { WindowSession } from '../../api/handler.ts';
import type { RunningStation } from '../../compose.ts';
import { serveIpc } from './ipc.ts';
import { lockNavigation, lockSession, mayOpen } from './security.ts';

/** The parts of Electron's objects that are used, and no more. */
function fakeContents() {
  const listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>();
  const mainFrame = { url: 'app://station/index.html' } as WebFrameMain;
  let openHandler: ((details: { url: string }) => { action: string }) | undefined;
  const contents = {
    mainFrame,
    isDestroyed: vi.fn<() => boolean>(() => false),
    send: vi.fn<WebContents['send']>(),
    on: (event: string, listener: never) => listeners.set(event, listener),
    setWindowOpenHandler: (handler: typeof openHandler) => (openHandler = handler),
  };
  return {
    contents,
    asContents: contents as unknown as WebContents,
    navigate: (url: string, event = 'will-frame-navigate') => {
      const preventDefault = vi.fn<() => void>();
      listeners.get(event)?.({ url, preventDefault });
      return preventDefault.mock.calls.length === 0;
    },
    open: (url: string) => openHandler?.({ url }),
  };
}

describe('who speaks', () => {
  function served() {
    const { contents, asContents } = fakeContents();
    const window: WindowSession = { user: undefined };
    let hear: ((event: BusEvent) => void) | undefined;
    const station: Pick<RunningStation, 'dispatch' | 'subscribe'> = {
      dispatch: vi.fn<RunningStation['dispatch']>(() => Promise.resolve({ ok: true, value: 'served' })),
      subscribe: (_window, listener) => {
        hear = listener;
        return () => {};
      },
    };
    let handler: ((event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) | undefined;
    const ipcMain = { handle: (_channel: string, given: typeof handler) => (handler = given) };
    serveIpc({ ipcMain, contents: asContents, window, station });
    const call = async (event: { sender: unknown; senderFrame: unknown }) =>
      await handler?.(event as IpcMainInvokeEvent, 'station.get', undefined);
    return { contents, station, window, call, hear: (event: BusEvent) => hear?.(event) };
  }

  test('the page of the window is served', async () => {
    const { contents, station, window, call } = served();
    expect(await call({ sender: contents, senderFrame: contents.mainFrame })).toEqual({
      ok: true,
      value: 'served',
    });
    expect(station.dispatch).toHaveBeenCalledExactlyOnceWith('station.get', undefined, window);
  });

  test('another window, an inner frame, a foreign page and a frame that is gone are not', async () => {
    const { contents, station, call } = served();
    const refused = { ok: false, error: { code: 'not-allowed' } };
    const inner = { url: 'app://station/index.html' };
    expect(await call({ sender: {}, senderFrame: contents.mainFrame })).toEqual(refused);
    expect(await call({ sender: contents, senderFrame: inner })).toEqual(refused);
    expect(await call({ sender: contents, senderFrame: null })).toEqual(refused);
    Object.assign(contents.mainFrame, { url: 'https://evil.example/' });
    expect(await call({ sender: contents, senderFrame: contents.mainFrame })).toEqual(refused);
    expect(station.dispatch).not.toHaveBeenCalled();
  });

  test('events reach the window while it is there', () => {
    const { contents, hear } = served();
    hear({ event: 'inbox.changed', payload: { conversationIds: [1] } });
    contents.isDestroyed.mockReturnValue(true);
    hear({ event: 'inbox.changed', payload: { conversationIds: [2] } });
    expect(contents.send.mock.calls).toEqual([['station:event', 'inbox.changed', { conversationIds: [1] }]]);
  });
});

describe('what a page may ask of the machine', () => {
  function locked(network: 'none' | 'any') {
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    const session = {
      setPermissionRequestHandler: (handler: never) => (handlers['request'] = handler),
      setPermissionCheckHandler: (handler: never) => (handlers['check'] = handler),
      setDevicePermissionHandler: (handler: never) => (handlers['device'] = handler),
      webRequest: { onBeforeRequest: (_filter: object, handler: never) => (handlers['network'] = handler) },
    };
    lockSession(session as unknown as Session, network);
    return {
      handlers: handlers as Record<string, (...args: unknown[]) => unknown>,
      asked(permission: string, mediaTypes: readonly string[] = []) {
        const answer = vi.fn<(granted: boolean) => void>();
        const request = handlers['request'] as undefined | ((...args: unknown[]) => void);
        const check = handlers['check'] as undefined | ((...args: unknown[]) => boolean);
        request?.(undefined, permission, answer, { mediaTypes });
        return [answer.mock.calls[0]?.[0], check?.(undefined, permission, '', { mediaType: mediaTypes[0] })];
      },
    };
  }

  test.each(['clipboard-sanitized-write', 'fullscreen'])('%s: yes', (permission) => {
    expect(locked('none').asked(permission)).toEqual([true, true]);
  });

  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid', 'unknown'])(
    '%s: no',
    (permission) => {
      expect(locked('none').asked(permission)).toEqual([false, false]);
    },
  );

  test('AT-3 a voice note may be heard, by the product’s own page only; nothing is ever seen', () => {
    expect(locked('none').asked('media', ['audio'])).toEqual([true, true]);
    expect(locked('none').asked('media', ['video', 'audio'])).toEqual([false, false]);
    expect(locked('any').asked('media', ['audio'])).toEqual([false, false]);
  });

  test('nothing is loaded from a network', () => {
    const answer = vi.fn<(response: { cancel: boolean }) => void>();
    const { handlers } = locked('none');
    handlers['network']?.({ url: 'https://evil.example/' }, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel: true });
    expect(handlers['device']?.()).toBe(false);
    expect(locked('any').handlers['network']).toBeUndefined();
  });
});

describe('where a window may go', () => {
  const openExternal = vi.fn<(url: string) => Promise<void>>(() => Promise.resolve());
  const complain = vi.fn<(error: unknown) => void>();
  const locked = () => {
    const fake = fakeContents();
    lockNavigation(fake.asContents, 'app://station/', { openExternal }, complain);
    return fake;
  };

  test('only to its own pages', () => {
    const { navigate } = locked();
    expect(navigate('app://station/index.html')).toBe(true);
    for (const url of [
      'https://evil.example/',
      'app://other/',
      'file:///etc/passwd',
      'data:text/html,x',
      'about:blank',
    ]) {
      expect(navigate(url)).toBe(false);
    }
    expect(navigate('app://station/', 'will-attach-webview')).toBe(false);
  });

  test('links open outside, when they cannot run anything', async () => {
    openExternal.mockClear();
    const { open } = locked();
    for (const url of ['https://example.com/', 'mailto:ana@example.com', 'tel:+5511987654321']) {
      expect(mayOpen(url)).toBe(true);
      expect(open(url)).toEqual({ action: 'deny' });
    }
    const unsafe = [
      'http://example.com/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://host/share',
      'nonsense',
      '',
    ];
    for (const url of unsafe) {
      expect(mayOpen(url)).toBe(false);
      expect(open(url)).toEqual({ action: 'deny' });
    }
    expect(openExternal).toHaveBeenCalledTimes(3);
    openExternal.mockRejectedValueOnce(new Error('no browser'));
    open('https://example.com/');
    await vi.waitFor(() => expect(complain).toHaveBeenCalledOnce());
  });
});
