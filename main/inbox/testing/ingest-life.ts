/** Stores messages from a given one on, in batches, and says each one that may be confirmed. */
import path from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../clock.ts';
import { sightOn, ticketsOn } from '../../tickets/testing/tickets-on.ts';
import { createInbox } from '../inbox.ts';
import { letter } from './letters.ts';
import { keepCompiled } from './life.ts';
import { openTestDatabase } from '../../testing/new-database.ts';

const [file, first] = process.argv.slice(2);
const db = await openTestDatabase(file!, systemClock);
const inbox = createInbox({
  db,
  clock: systemClock,
  bus: { emit: () => {} },
  log: pino({ level: 'silent' }),
  driverOf: () => undefined,
  rebind: () => {},
  mediaFolder: path.join(path.dirname(file!), 'media'),
  countersChanged: () => {},
  arrived: () => {},
  tickets: ticketsOn(db, systemClock),
  sight: sightOn(db),
});

keepCompiled();
for (let next = Number(first); ;) {
  // Alone, a few, and more than fit one transaction.
  const size = [1, 7, 150][next % 3]!;
  const batch = Array.from({ length: size }, (_, index) => letter(next + index));
  const stored = await inbox.heard.messages(1, batch);
  process.stdout.write(stored.map(({ waId }) => `${waId}\n`).join(''));
  next += size;
}
