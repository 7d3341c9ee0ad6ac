/**
 * A station whose driver is a pipe. It hears `queue NONCE`, `file NONCE` (a file that holds its nonce),
 * `react NONCE MESSAGE`, `receipt WAID`, `caught-up` and says `queued NONCE`, `send WAID NONCE` (of a reaction without
 * it), `noted WAID`, each once it is so.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../clock.ts';
import { sightOn, ticketsOn } from '../../tickets/testing/tickets-on.ts';
import { createInbox } from '../../inbox/inbox.ts';
import type { Attachment } from '../../../preload/entities.ts';
import type { Outgoing } from '../../channels/driver.ts';
import { createFakeDriver } from '../../inbox/testing/fake-driver.ts';
import { heardLines } from '../../inbox/testing/life.ts';
import { RITA } from '../../inbox/testing/ring.ts';
import { openTestDatabase } from '../../testing/new-database.ts';
import { ANA } from '../../inbox/testing/wire.ts';

const CHANNEL = 1;
const say = (...words: string[]) => void process.stdout.write(`${words.join(' ')}\n`);

const db = await openTestDatabase(process.argv[2]!, systemClock);
const driver = createFakeDriver();
driver.send = ({ waId, content }) => {
  say('send', waId, nonceIn(content));
  return Promise.resolve();
};
const inbox = createInbox({
  db,
  clock: systemClock,
  bus: { emit: () => {} },
  log: pino({ level: 'silent' }),
  driverOf: () => driver,
  rebind: () => {},
  mediaFolder: path.join(path.dirname(process.argv[2]!), 'media'),
  countersChanged: () => {},
  arrived: () => {},
  tickets: ticketsOn(db, systemClock),
  sight: sightOn(db),
});

function nonceIn(content: Outgoing['content']): string {
  if (content.kind === 'media') return readFileSync(content.media.file, 'utf8');
  return content.kind === 'text' ? content.text : content.kind;
}

const window = { window: { user: RITA }, user: RITA };

async function sendFile(nonce: string): Promise<void> {
  const ORIGIN = 'http://station';
  const upload = new Request(`${ORIGIN}/media/staged`, {
    method: 'POST',
    body: nonce,
    headers: { origin: ORIGIN },
  });
  const staged = (await (
    await inbox.serveMedia(upload, { user: RITA, origin: ORIGIN })
  ).json()) as Attachment;
  const { attachmentId } = staged;
  await inbox.handlers['messages.send']({ conversationId: 1, text: '', nonce, attachmentId }, window);
}

async function hear(line: string): Promise<void> {
  const [what, about, messageId] = line.split(' ');
  if (what === 'queue') {
    await inbox.handlers['messages.send']({ conversationId: 1, text: about!, nonce: about! }, window);
    say('queued', about!);
  } else if (what === 'file') {
    await sendFile(about!);
    say('queued', about!);
  } else if (what === 'react') {
    const order = { messageId: Number(messageId), nonce: about!, emoji: '👍' };
    await inbox.handlers['messages.react'](order, window);
    say('queued', about!);
  } else if (what === 'receipt') {
    await inbox.heard.receipts(CHANNEL, [{ waIds: [about!], chat: [ANA], what: 'delivered', at: 0 }]);
    say('noted', about!);
  } else {
    await inbox.heard.caughtUp(CHANNEL);
  }
}

inbox.heard.connected(CHANNEL);
heardLines((line) => void hear(line));
say('ready');
