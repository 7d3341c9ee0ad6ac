import { CannotLink, type Conversation, type Customer, type Phone } from '../index.ts';
import { provoke } from './faults.ts';
import type { Action, Problem } from './protocol.ts';
import { pictured } from './pictured.ts';
import { samples } from './samples.ts';
import type { Scene } from './views.ts';

const FIRST_NUMBER = 5_511_987_654_321;

/** Thrown when something cannot be done for a reason that the page has words for. */
export class CannotDo extends Error {
  override name = 'CannotDo';
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

type Doings = { readonly [Do in Action['do']]: (action: Extract<Action, { do: Do }>) => unknown };

/** Does what was asked for on the page. Rejects with CannotDo. */
export function createPerformer(scene: Scene): (action: Action) => Promise<void> {
  const { network, calls } = scene;
  const { faults } = network;

  function phoneOf(number: string): Phone {
    return network.phones.find((phone) => phone.number === number) ?? nobody(number);
  }

  const customerOf = (number: string): Customer | undefined =>
    network.customers.find((customer) => customer.number === number);

  const chatOf = (action: { from: string; to: string }) => conversation(scene, action);

  function link(linking: Promise<number>): Promise<number> {
    return linking.catch((error: unknown) => {
      throw error instanceof CannotLink ? new CannotDo(error.problem, error) : error;
    });
  }

  const doings: Doings = {
    scan({ phone }) {
      if (!scene.sight) throw new CannotDo('nothing-in-sight');
      return link(phoneOf(phone).scan(scene.sight.qr));
    },
    typeCode: ({ phone, code }) => link(phoneOf(phone).typeCode(code)),
    unlink: ({ phone, device }) => phoneOf(phone).unlink(device),
    say: ({ text, replyTo, ...chat }) =>
      replyTo === undefined ? chatOf(chat).says(text) : chatOf(chat).replies(replyTo, text),
    async sendSample({ sample, ...chat }) {
      const attachment = samples[sample]();
      await chatOf(chat).sends('bytes' in attachment ? await pictured(attachment) : attachment);
    },
    edit: ({ id, text, ...chat }) => chatOf(chat).edits(id, text),
    delete: ({ id, ...chat }) => chatOf(chat).deletes(id),
    react: ({ id, emoji, ...chat }) => chatOf(chat).reacts(id, emoji),
    play: ({ id, ...chat }) => chatOf(chat).plays(id),
    read: (chat) => chatOf(chat).reads(),
    type: ({ typing, ...chat }) => (typing ? chatOf(chat).types() : chatOf(chat).stopsTyping()),
    call({ from, to }) {
      calls.get(from)?.call.hangUp();
      calls.set(from, { to, call: chatOf({ from, to }).calls() });
    },
    hangUp: ({ from }) => calls.get(from)?.call.hangUp(),
    online({ who, online }) {
      const customer = customerOf(who);
      (customer ?? phoneOf(who)).online = online;
      customer?.appears(online);
    },
    addCustomer: ({ name }) => network.customer(name),
    addPhone: ({ name }) => network.phone({ number: nextNumber(network.phones), name, business: true }),
    network({ up }) {
      scene.networkUp = up;
      if (up) faults.restore();
      else faults.cut();
    },
    fault: ({ fault, phone }) => provoke(network, fault, phone),
    calm() {
      scene.networkUp = true;
      faults.clear();
    },
  };

  return async (action) => {
    const doing = doings[action.do] as (action: Action) => unknown;
    await doing(action);
  };
}

/** What one phone can do in its conversation with the other. */
export function conversation({ network }: Scene, { from, to }: { from: string; to: string }): Conversation {
  const phone = (number: string) => network.phones.find((each) => each.number === number);
  const customer = (number: string) =>
    network.customers.find((each) => each.number === number) ?? nobody(number);
  const shop = phone(from);
  return shop ? shop.to(customer(to)) : customer(from).to(phone(to) ?? nobody(to));
}

/** The number after the last phone's. */
function nextNumber(phones: readonly Phone[]): string {
  const taken = phones.map(({ number }) => Number(number));
  return String(Math.max(FIRST_NUMBER, ...taken) + 1);
}

function nobody(number: string): never {
  throw new Error(`nobody has the number ${number}`);
}
