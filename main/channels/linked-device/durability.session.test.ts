import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { readCredentials } from './credentials.ts';
import { openKeysFile } from './keys-file.ts';
import { says, stored, textOf, useStation } from './testing/station.ts';

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const count = (length: number, text: (i: number) => string) => Array.from({ length }, (_, i) => text(i));

describe('what was received', () => {
  const station = useStation();

  /** What the journal still holds, once the station is down. */
  const journal = async () => {
    await station.driver.close();
    const keys = openKeysFile(station.keysFile, station.dataKey);
    const rows = keys.journal.open().map(({ waId }) => waId);
    keys.end();
    return rows;
  };

  test('and not confirmed is told again after a crash, as offline; what was confirmed is not', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const first = await ana.says('guardada');
    await station.until(() => station.heard.messages.length === 1, 'the first');
    station.confirms = false;
    const rest = [await ana.says('perdida um'), await ana.says('perdida dois')];
    await station.until(() => station.heard.messages.length === 3, 'the others');
    for (const id of rest) await ana.ticks(id, 'delivered');
    expect(await journal()).toEqual(expect.arrayContaining(rest));
    station.driver.connect();
    await station.until(() => station.heard.messages.length === 5, 'them again');
    const again = station.heard.messages.slice(3);
    expect(again.map(({ waId, arrival }) => [waId, arrival])).toEqual(rest.map((id) => [id, 'offline']));
    expect(again.map(textOf)).toEqual(['perdida um', 'perdida dois']);
    expect(again[0]?.chat).toEqual(station.heard.messages[1]?.chat);
    expect(again[0]?.pushName).toBe('Ana');
    station.driver.confirm(station.heard.messages);
    expect((await journal()).filter((id) => id === first || rest.includes(id))).toEqual([]);
  });

  test('is told again even when there is no network', async () => {
    await station.link();
    station.confirms = false;
    await station.net.customer('Ana').says('perdida');
    await station.until(() => station.heard.messages.length === 1, 'it');
    station.net.faults.cut();
    await station.stands({ phase: 'connecting' });
    await station.restart();
    await station.until(() => station.heard.messages.length === 2, 'it again');
    expect(station.heard.states.at(-1)?.phase).toBe('connecting');
  });

  test('in a group, too', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const group = station.net.group('Fornecedores', [ana]);
    station.confirms = false;
    await ana.in(group).says('com a chave');
    await ana.in(group).says('só a mensagem');
    await station.until(() => station.heard.messages.length === 2, 'both');
    await station.restart();
    await station.until(() => station.heard.messages.length === 4, 'both again');
    expect(station.heard.messages.map(textOf)).toEqual([
      'com a chave',
      'só a mensagem',
      'com a chave',
      'só a mensagem',
    ]);
    expect(station.heard.messages[2]?.author).toEqual(station.heard.messages[0]?.author);
  });

  test('and could not be read is told again as such, until the readable one came', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.says('antes');
    await station.until(() => station.heard.messages.length === 1, 'the first');
    station.confirms = false;
    station.net.faults.undecryptableNext();
    ana.online = false;
    const id = await ana.says('difícil');
    await station.until(() => station.heard.messages.length === 2, 'the placeholder');
    await station.restart();
    await station.until(() => station.heard.messages.length === 3, 'the placeholder again');
    expect(station.heard.messages.slice(1).map(({ content }) => content.kind)).toEqual([
      'unreadable',
      'unreadable',
    ]);
    await station.connected();
    ana.online = true;
    await station.until(() => station.heard.messages.at(-1)?.content.kind === 'text', 'the message');
    expect(station.heard.messages.at(-1)).toMatchObject({ waId: id, content: { text: 'difícil' } });
    station.driver.confirm(station.heard.messages);
    expect(await journal()).not.toContain(id);
  });

  test('and could be read at last is kept while main has only confirmed its placeholder', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.says('antes');
    await station.until(() => station.heard.messages.length === 1, 'the first');
    station.confirms = false;
    station.net.faults.undecryptableNext();
    const id = await ana.says('difícil');
    await station.until(() => station.heard.messages.length === 3, 'the placeholder and the message');
    station.driver.confirm(station.heard.messages.slice(0, 2));
    expect(await journal()).toContain(id);
    station.driver.connect();
    await station.until(() => station.heard.messages.length === 4, 'it again');
    expect(station.heard.messages.map(textOf)).toEqual(['antes', '<unreadable>', 'difícil', 'difícil']);
    station.driver.confirm(station.heard.messages);
    expect(await journal()).not.toContain(id);
  });

  test('under an id that another person chose too is kept by itself', async () => {
    await station.link();
    station.confirms = false;
    const id = '3EB0ABCDEF0123456789AB';
    for (const name of ['Ana', 'Bia']) {
      const text = `da ${name}`;
      await station.net.customer(name).sends({ kind: 'raw', id, message: { conversation: text } });
      await station.until(() => station.heard.messages.some((message) => textOf(message) === text), text);
    }
    expect(station.heard.messages.map(({ waId }) => waId)).toEqual([id, id]);
    station.driver.confirm(station.heard.messages.slice(0, 1));
    await station.restart();
    await station.until(() => station.heard.messages.length === 3, 'the other again');
    await station.connected();
    // The server may still have it too, and tell it once more.
    expect(new Set(station.heard.messages.slice(2).map(textOf))).toEqual(new Set(['da Bia']));
    station.driver.confirm(station.heard.messages);
    expect(await journal()).not.toContain(id);
  });

  test('as a receipt is kept like a message', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const told = () => station.heard.receipts.filter(({ what }) => what === 'delivered' || what === 'read');
    station.confirms = false;
    const chat = [{ kind: 'pn', value: ana.number } as const];
    const waId = '3EB0A1B2C3D4E5F60718';
    await station.driver.send({ waId, chat, content: says('Bom dia!') });
    await station.until(() => told().length === 1, 'the delivery');
    ana.reads();
    await station.until(() => told().length === 2, 'the reading');
    const before = [...told()];
    // Beside them lies what came with the linking and is silent.
    const kept = async () => (await journal()).filter((id) => id === waId);
    expect(await kept()).toEqual([waId, waId]);
    station.driver.connect();
    await station.until(() => told().length === 4, 'both again');
    expect(told().slice(2)).toEqual(before);
    station.driver.confirm(station.heard.receipts);
    expect(await kept()).toEqual([]);
  });

  test('as history is kept until all of it was confirmed', async () => {
    const ana = station.net.customer('Ana');
    const at = Date.now() - 86_400_000;
    station.phone.remembers(
      ana,
      count(230, (i) => `lembrança ${i}`).map((text, i) => ({ text, at: at + i * 1000 })),
    );
    station.confirms = false;
    await station.link();
    await station.until(() => station.heard.messages.length === 230, 'the past');
    station.driver.confirm(station.heard.messages.slice(0, 229));
    await station.restart();
    await station.until(() => station.heard.messages.length === 460, 'the past again');
    expect(new Set(station.heard.messages.slice(230).map(({ arrival }) => arrival))).toEqual(
      new Set(['history']),
    );
    station.driver.confirm(station.heard.messages);
    await station.driver.close();
    station.driver.connect();
    await station.connected();
    await ana.says('agora');
    await station.until(() => station.heard.messages.length === 461, 'the present, alone');
  });

  test('leaves nothing behind that main has nothing to do with', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await station.until(() => station.heard.accounts.some(({ profileName }) => profileName), 'the settings');
    const id = await ana.says('oi');
    await ana.reacts(id, '');
    await ana.says('fim');
    await station.until(() => station.heard.messages.some((each) => textOf(each) === 'fim'), 'the end');
    // Confirmations gather for half a second, and what is silent waits for one more.
    await delay(2000);
    expect(await journal()).toEqual([]);
  });
});

describe('kills at random', () => {
  const station = useStation({}, () => ({ receiptDelayMs: 0 }));
  const KILLS = 12;

  test('while messages come in: each is told, with its text, and nothing stays unreadable', async () => {
    await station.link();
    const people = count(4, (i) => `Cliente ${i}`).map((name) => station.net.customer(name));
    const enough = new AbortController();
    const written = Promise.all(
      people.map(async (person) => {
        const ids: string[] = [];
        for (let i = 0; !enough.signal.aborted && i < 400; i++) {
          ids.push(await person.says(`${person.name}: ${i}`));
          await delay(15);
        }
        return ids;
      }),
    );
    for (let kill = 0; kill < KILLS; kill++) {
      await station.connected();
      await delay(Math.random() * 250);
      station.crash();
      await station.stands({ phase: 'connecting' });
    }
    enough.abort();
    const ids = (await written).flat();
    await station.connected();
    await station.until(() => stored(station.heard.messages).size >= ids.length, 'all that was written');
    const kept = stored(station.heard.messages);
    expect([...kept.keys()].sort()).toEqual(ids.toSorted());
    expect([...kept.values()].filter(({ content }) => content.kind === 'unreadable')).toEqual([]);
    expect([...kept.values()].map(textOf).sort()).toEqual(
      people.flatMap(({ messages }) => messages.map(({ text }) => text)).sort(),
    );
    expect(station.workers).toBe(KILLS + 1);
  }, 120_000);

  test('while messages go out: each arrives, shown once, readable', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    const sent = () => new Set(station.heard.receipts.flatMap(({ waIds }) => waIds));
    const enough = new AbortController();
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        await station.connected();
        await delay(Math.random() * 150);
        station.crash();
        await station.stands({ phase: 'connecting' });
      }
      enough.abort();
    })();
    let written = 0;
    for (; !enough.signal.aborted; written++) {
      const waId = `3EB0${String(written).padStart(18, '0')}`;
      const message = {
        waId,
        chat: [{ kind: 'pn', value: ana.number } as const],
        content: says(`mensagem ${written}`),
      };
      // As the outbox does it: again, under the same id, until WhatsApp says that it has it.
      while (!sent().has(waId)) {
        await station.connected();
        const attempt = station.driver
          .send(message)
          .then(() =>
            station.until(
              () => sent().has(waId) || station.heard.states.at(-1)?.phase !== 'connected',
              'an answer',
            ),
          );
        await attempt.catch(() => {});
      }
    }
    await killing;
    for (let i = 0; i < written; i++) await ana.receives(({ text }) => text === `mensagem ${i}`);
    expect(ana.inbox.map(({ text }) => text).sort()).toEqual(count(written, (i) => `mensagem ${i}`).sort());
  }, 120_000);

  test('while it starts and connects: it is back each time', async () => {
    await station.link();
    for (let kill = 0; kill < KILLS; kill++) {
      const { workers } = station;
      await delay(Math.random() * 700);
      station.crash();
      await station.until(() => station.workers > workers || undefined, 'the next worker');
    }
    await station.connected();
    await station.net.customer('Ana').says('sobreviveu?');
    await station.until(() => station.heard.messages.length === 1, 'a message');
  }, 60_000);
});

describe('a line that breaks again and again', () => {
  const station = useStation({}, () => ({ receiptDelayMs: 0 }));

  test('while messages come in: each conversation stays in its order, and nothing is missing', async () => {
    await station.link();
    const people = count(4, (i) => `Cliente ${i}`).map((name) => station.net.customer(name));
    const enough = new AbortController();
    const written = Promise.all(
      people.map(async (person) => {
        for (let i = 0; !enough.signal.aborted && i < 200; i++) {
          await person.says(`${person.name}: ${i}`);
          await delay(30);
        }
      }),
    );
    for (let i = 0; i < 12; i++) {
      const { caughtUp } = station.heard;
      station.net.faults.closeAll('reset');
      await station.until(() => station.heard.caughtUp > caughtUp, 'what waited meanwhile');
      await delay(Math.random() * 100);
    }
    enough.abort();
    await written;
    const total = people.reduce((sum, { messages }) => sum + messages.length, 0);
    await station.until(() => stored(station.heard.messages).size >= total, 'all that was written');
    const kept = [...stored(station.heard.messages).values()];
    for (const person of people) {
      const theirs = kept.filter(({ chat }) => chat.some(({ value }) => value === person.number));
      expect(theirs.map(textOf)).toEqual(person.messages.map(({ text }) => text));
    }
    expect(station.workers).toBe(1);
  }, 120_000);
});

describe('keys that cannot be written', () => {
  const station = useStation();

  test('end the worker before the server is told anything: the message comes once they can', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.says('antes');
    await station.until(() => station.heard.messages.length === 1, 'the first');
    const blocker = new Database(station.keysFile);
    blocker.exec('BEGIN IMMEDIATE');
    const id = await ana.says('durante');
    await station.stands({ phase: 'connecting', reason: 'worker-crashed' });
    blocker.exec('ROLLBACK');
    blocker.close();
    await station.until(() => station.heard.messages.some(({ waId }) => waId === id), 'it');
    expect([...stored(station.heard.messages).values()].map(textOf)).toEqual(['antes', 'durante']);
  });
});

describe('keys that are damaged', () => {
  const station = useStation();

  const damage = async () => {
    await station.link();
    await station.driver.close();
    const bytes = readFileSync(station.keysFile);
    writeFileSync(
      station.keysFile,
      Buffer.concat([bytes.subarray(0, 4096), randomBytes(bytes.length - 4096)]),
    );
  };

  test('are told apart from none, kept, and never replaced without being asked', async () => {
    await damage();
    const bytes = readFileSync(station.keysFile);
    await station.restart();
    expect(station.driver.credentials()).toBe('damaged');
    station.driver.connect();
    station.driver.hurry();
    expect(station.workers).toBe(1);
    expect(readFileSync(station.keysFile)).toEqual(bytes);
    await station.link();
    expect(station.driver.credentials()).toBe('linked');
    expect(readFileSync(`${station.keysFile}.old`)).toEqual(bytes);
  });

  test('are noticed while the channel runs, and it says so', async () => {
    await station.link();
    const ana = station.net.customer('Ana');
    await ana.says('antes');
    await station.until(() => station.heard.messages.length === 1, 'a message');
    await station.driver.close();
    const db = new Database(station.keysFile);
    db.exec("UPDATE keys SET sealed = x'00' WHERE type = 'session'");
    db.close();
    expect(readCredentials(station.keysFile, station.dataKey)).toBe('linked');
    station.driver.connect();
    await ana.says('depois').catch(() => {});
    await station.stands({ phase: 'disconnected', reason: 'keys-damaged', needsPerson: true });
    expect(station.driver.credentials()).toBe('damaged');
    expect(existsSync(station.keysFile)).toBe(true);
    expect(station.heard.messages).toHaveLength(1);
  });

  test('with another data key they do not open either', async () => {
    await station.link();
    await station.restart({ dataKey: randomBytes(32) });
    expect(station.driver.credentials()).toBe('damaged');
  });
});
