/**
 * A station that greets, and whose driver is a pipe. It hears `says WAID NUMBER`, `receipt WAID NUMBER`, `caught-up` and
 * says `stored WAID`, `noted WAID`, each once it is so, and `send WAID NUMBER TEXT`.
 */
import { createFakeDriver } from '../../inbox/testing/fake-driver.ts';
import { heardLines } from '../../inbox/testing/life.ts';
import { pn } from '../../inbox/testing/wire.ts';
import { systemClock } from '../../clock.ts';
import { AUTOMATION, openCounter, RECEPTION, says } from './counter.ts';

const say = (...words: string[]) => void process.stdout.write(`${words.join(' ')}\n`);

const driver = createFakeDriver();
driver.send = ({ waId, chat, content }) => {
  say('send', waId, chat[0]?.value ?? '', content.kind === 'text' ? content.text : '');
  return Promise.resolve();
};
const counter = await openCounter({ file: process.argv[2]!, clock: systemClock, driver, receipts: false });
counter.set({ menu: { ...AUTOMATION.menu, on: false } });
counter.automation.start();

async function hear(line: string): Promise<void> {
  const [what, about, number] = line.split(' ');
  if (what === 'says') {
    await counter.inbox.heard.messages(RECEPTION, [
      says('oi', { waId: about!, chat: [pn(number!)], at: Date.now() }),
    ]);
    say('stored', about!);
  } else if (what === 'receipt') {
    const chat = [pn(number!)];
    await counter.inbox.heard.receipts(RECEPTION, [{ waIds: [about!], chat, what: 'delivered', at: 0 }]);
    say('noted', about!);
  } else {
    await counter.inbox.heard.caughtUp(RECEPTION);
  }
}

heardLines((line) => void hear(line));
say('ready');
