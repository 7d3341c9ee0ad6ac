import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEnding, type Ending } from './ending.ts';

const lines: string[] = [];
const log = pino({}, { write: (line: string) => lines.push(line) });
const explain = vi.fn<() => void>();
const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as never);
let handlers: Map<string | symbol, (...args: never[]) => void>;
let on: { mockRestore(): void };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.clearAllMocks();
  lines.length = 0;
  handlers = new Map();
  on = vi.spyOn(process, 'on').mockImplementation((event, handler) => {
    handlers.set(event, handler);
    return process;
  });
});
afterEach(() => {
  vi.useRealTimers();
  on.mockRestore();
});

const happen = (event: string, what?: unknown) =>
  (handlers.get(event) as ((what: unknown) => void) | undefined)?.(what);
const ending = (): Ending => createEnding(log, explain);

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])(
  '%s closes what was opened last first, once',
  async (event) => {
    const closed: string[] = [];
    const { add } = ending();
    add(() => void closed.push('lock'));
    add(async () => void closed.push(await Promise.resolve('station')));
    happen(event);
    happen(event);
    await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(0));
    expect(closed).toEqual(['station', 'lock']);
  },
);

test('what hangs does not keep anybody', async () => {
  const { add, end } = ending();
  add(() => new Promise(() => {}));
  end();
  await vi.advanceTimersByTimeAsync(4499);
  expect(exit).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
});

test('what breaks is logged and told', async () => {
  const { add, end } = ending();
  add(() => Promise.reject(new Error('disk gone')));
  end();
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1));
  expect(lines.join()).toContain('disk gone');
  expect(explain).toHaveBeenCalledOnce();
});

test('an error that nobody caught ends the station, and is told', async () => {
  ending();
  happen('uncaughtException', new TypeError('x is not a function'));
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1));
  expect(lines.join()).toContain('x is not a function');
  expect(explain).toHaveBeenCalledOnce();
});

test('that telling it breaks too is no reason to tell it again', async () => {
  ending();
  const broken = () => happen('uncaughtException', new Error('write EPIPE'));
  explain.mockImplementationOnce(() => process.nextTick(broken));
  happen('uncaughtException', new TypeError('x is not a function'));
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1));
  expect(explain).toHaveBeenCalledOnce();
});
