import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  startStation,
  temporaryFolder,
  type StationOptions,
  type StationProcess,
} from './support/station.ts';

const root = path.join(import.meta.dirname, '..');
const program = path.join(root, 'dist/main/index.js');
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

let data: ReturnType<typeof temporaryFolder>;
const stations: StationProcess[] = [];
beforeEach(() => {
  data = temporaryFolder();
});
afterEach(async () => {
  for (const station of stations.splice(0)) if (station.process.exitCode === null) await station.kill9();
  data.remove();
});

async function start(options: Partial<StationOptions> = {}): Promise<StationProcess> {
  const station = await startStation({ data: data.path, ...options });
  stations.push(station);
  return station;
}

/** A start that comes to nothing: what it said, and its exit code. */
function refused(args: readonly string[], { uid }: { uid?: number } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--no-open', ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return { code: status, said: stderr, printed: stdout };
}

const withData = () => ['--data', data.path];

async function enter(address: string): Promise<number> {
  const { origin, hash } = new URL(address);
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify({ token: hash.slice(1) }),
  });
  return answer.status;
}

describe('bad arguments', () => {
  test('are named, in Portuguese unless asked otherwise', () => {
    expect(refused(['--porta', '80'])).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^Argumento desconhecido: --porta\. Os aceitos são: --demo --no-open /),
    });
    expect(refused(['--port', 'x', '--lang', 'en'])).toMatchObject({
      code: 2,
      said: 'Invalid port: x. Use a number from 1 to 65535.\n',
    });
    expect(refused(['--wa-url', 'ws://127.0.0.1:1']).code).toBe(2);
  });

  test('leave no data folder behind', () => {
    const folder = path.join(data.path, 'new');
    refused(['--data', folder, '--lang', 'xx']);
    expect(() => statSync(folder)).toThrow('ENOENT');
  });
});

describe('one station for a data folder', () => {
  test('a second start says so, and gives a fresh address of the first', async () => {
    const first = await start();
    const second = refused(withData());
    expect(second).toMatchObject({
      code: 3,
      said: `O Balcão já está aberto com esta pasta de dados: ${data.path}\n`,
    });
    const fresh = /^Balcão: (http:\S+)\n$/.exec(second.printed)?.[1] ?? '';
    expect(fresh).not.toBe(first.url);
    expect(await enter(fresh)).toBe(204);
    expect(await enter(fresh)).toBe(403);
    expect(await enter(first.url)).toBe(204);
  });

  test('a killed station leaves nothing that hinders the next', async () => {
    await (await start()).kill9();
    const next = await start();
    expect(await enter(next.url)).toBe(204);
  });

  test('two starts at once: one runs, the other says so', async () => {
    const codes = await Promise.all(
      [0, 1].map(async () => {
        const child = spawn(process.execPath, [program, '--no-open', ...withData()]);
        child.stdout.once('data', () => child.kill('SIGTERM'));
        const [code] = (await once(child, 'exit')) as [number];
        return code;
      }),
    );
    expect(codes.sort((a, b) => a - b)).toEqual([0, 3]);
  });
});

describe('the data folder', () => {
  test('that cannot be written to is told as such', () => {
    mkdirSync(path.join(data.path, 'locked'));
    chmodSync(path.join(data.path, 'locked'), 0o555);
    chmodSync(data.path, 0o755);
    // Root may write anywhere, so somebody else tries.
    const result = refused(
      ['--data', path.join(data.path, 'locked'), '--lang', 'en'],
      isRoot ? { uid: NOBODY } : {},
    );
    expect(result).toMatchObject({
      code: 4,
      said: expect.stringContaining(
        `The data folder cannot be written to: ${path.join(data.path, 'locked')}`,
      ),
    });
  });

  const disk = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk.path]).status === 0;
  test.runIf(mounted)('on a full disk is told as such, and starts once there is room', async () => {
    try {
      const ballast = path.join(disk.path, 'ballast');
      const { bavail, bsize } = statfsSync(disk.path);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      const full = refused(['--data', path.join(disk.path, 'data')]);
      expect(full).toMatchObject({ code: 4, said: expect.stringContaining('Não há espaço no disco') });
      truncateSync(ballast, 0);
      const station = await start({ data: path.join(disk.path, 'data') });
      await station.stop();
    } finally {
      spawnSync('umount', ['--lazy', disk.path]);
      disk.remove();
    }
  });

  test('is this system user’s alone', async () => {
    await start();
    expect(statSync(path.join(data.path, 'keys')).mode & 0o077).toBe(0);
    expect(statSync(path.join(data.path, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  test('of a newer version is left as it is', async () => {
    await (await start()).stop();
    const file = path.join(data.path, 'station.sqlite');
    const database = new SQLite(file);
    database.pragma('user_version = 9999');
    database.close();
    const before = readFileSync(file);
    expect(refused(withData())).toMatchObject({ code: 4, said: expect.stringContaining('versão mais nova') });
    expect(readFileSync(file)).toEqual(before);
  });

  test('with a damaged database is left as it is', async () => {
    await (await start()).stop();
    const file = path.join(data.path, 'station.sqlite');
    writeFileSync(file, 'not a database at all, whatever its name says'.repeat(100));
    expect(refused(withData())).toMatchObject({ code: 4, said: expect.stringContaining(file) });
    expect(readFileSync(file, 'utf8')).toContain('not a database');
  });
});

describe('the keys', () => {
  beforeEach(async () => {
    await (await start()).stop();
  });

  test.each(['secret.key', 'keys/data-key'])('a damaged %s is told as such, and never replaced', (name) => {
    const file = path.join(data.path, name);
    writeFileSync(file, 'garbage');
    expect(refused(withData())).toMatchObject({
      code: 4,
      said: expect.stringContaining(`O arquivo de chave está danificado: ${file}`),
    });
    expect(readFileSync(file, 'utf8')).toBe('garbage');
  });

  test('a missing one is told apart from a first run', () => {
    spawnSync('rm', [path.join(data.path, 'secret.key')]);
    expect(refused(withData())).toMatchObject({
      code: 4,
      said: expect.stringContaining('Falta o arquivo de chave'),
    });
    expect(() => statSync(path.join(data.path, 'secret.key'))).toThrow('ENOENT');
  });

  test('that others could read are closed to them again', async () => {
    const file = path.join(data.path, 'secret.key');
    chmodSync(file, 0o644);
    await start();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('the address', () => {
  test('has the port that was asked for, or says that it is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const taken = refused([...withData(), '--port', String(port)]);
    expect(taken).toMatchObject({ code: 1, said: expect.stringContaining(`A porta ${port} já está em uso`) });
    server.close();
    await once(server, 'close');
    expect((await start({ args: ['--port', String(port)] })).url).toContain(`http://127.0.0.1:${port}/#`);
  });

  test('of before a restart opens nothing', async () => {
    const first = await start();
    const { port } = new URL(first.url);
    await first.stop();
    await start({ args: ['--port', port] });
    expect(await enter(first.url)).toBe(403);
  });

  test.runIf(process.platform === 'linux')('comes anew when Enter is pressed in a terminal', async () => {
    // `exec`: a shell between them may die of the Ctrl+C itself and answer 130 for a station that ended well.
    const command = `exec ${process.execPath} ${program} --no-open --data ${data.path}`;
    const terminal = spawn('script', ['-qfec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let printed = '';
    terminal.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const addresses = () => Array.from(printed.matchAll(/Balcão: (http:\S+)/g), (match) => match[1] ?? '');
    await expect.poll(() => printed).toContain('Enter');
    terminal.stdin.write('\n');
    await expect.poll(addresses).toHaveLength(2);
    for (const address of addresses()) expect(await enter(address)).toBe(204);
    // As Ctrl+C does.
    terminal.stdin.write('\x03');
    const [code] = (await once(terminal, 'exit')) as [number];
    expect(code).toBe(0);
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it cleanly within 5 s, twice is no harm',
  async (signal) => {
    const station = await start();
    const exited = once(station.process, 'exit');
    const started = performance.now();
    station.process.kill(signal);
    station.process.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - started).toBeLessThan(5000);
  },
);
