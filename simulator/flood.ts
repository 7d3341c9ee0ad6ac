import type { Customer } from './customer/customer.ts';
import { readContent, textMessage } from './handset/content.ts';
import { messageStanza } from './handset/stanzas.ts';
import type { People } from './people.ts';
import type { Phone } from './phone/phone.ts';
import { addressingBetween } from './server/registry.ts';
import type { Server } from './server/server.ts';
import { jidOf } from './wire/jid.ts';
import { type BinaryNode, node } from './wire/node.ts';

export interface FloodOptions {
  /** Who writes, by turns. */
  readonly from: readonly Customer[];
  /** To whose companions; the only shop when absent. */
  readonly to?: Phone;
  readonly count: number;
  readonly text?: (index: number) => string;
}

/** Many encrypted texts that wait for the word to go out all at once. */
export interface Flood {
  /** Of the messages, in the order in which they will arrive. */
  readonly ids: readonly string[];
  release(): void;
}

interface Drop {
  readonly id: string;
  readonly show: () => void;
  readonly post: () => void;
}

/**
 * Encrypts everything beforehand, so that what is measured afterwards is the client. Only companions get the
 * messages over the wire; the phones show them without having decrypted anything.
 */
export async function prepareFlood(server: Server, people: People, options: FloodOptions): Promise<Flood> {
  const { from, count, text = (index) => `mensagem ${index}` } = options;
  const shop = people.handset(options.to ?? people.onlyPhone());
  const writers = from.map((customer) => people.handset(customer));
  const companions = [...shop.account.devices.values()].filter(({ device }) => device !== 0);

  async function prepare(index: number): Promise<Drop> {
    const handset = writers[index % writers.length];
    if (!handset) throw new Error('nobody writes');
    const mode = addressingBetween(handset.account, shop.account);
    const chat = { is: 'person', account: shop.account, mode } as const;
    const id = server.ids.message();
    const message = textMessage(text(index));
    const copies: BinaryNode[] = [];
    for (const device of companions) {
      const jid = jidOf(shop.account, mode, device.device);
      copies.push(
        node('to', { jid }, [await handset.next(() => handset.sealing.forDevice(device, message))]),
      );
    }
    const stanza = messageStanza(chat, { id, type: 'text' }, [node('participants', {}, copies)]);
    const content = readContent(message);
    const { pn } = handset.account;
    return {
      id,
      show() {
        if (content.is !== 'message') return;
        const origin = { id, author: pn, at: server.clock.now() };
        handset.chats.show({ ...origin, chat: shop.account.pn, fromMe: true }, content, message);
        shop.chats.show({ ...origin, chat: pn, fromMe: false }, content, message);
      },
      post: () => handset.post(stanza),
    };
  }

  const drops: Drop[] = [];
  for (let index = 0; index < count; index++) drops.push(await prepare(index));
  return {
    ids: drops.map(({ id }) => id),
    release() {
      for (const { show } of drops) show();
      for (const { post } of drops) post();
    },
  };
}
