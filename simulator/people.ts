import { type Customer, type CustomerOptions, createCustomer } from './customer/customer.ts';
import { announceCreation, createRoom, type Member, type Room } from './group/group.ts';
import type { Handset } from './handset/handset.ts';
import { createPhone, type Phone, type PhoneOptions } from './phone/phone.ts';
import type { Group } from './server/groups.ts';
import type { Server } from './server/server.ts';
import type { Addressing } from './wire/jid.ts';

export interface GroupOptions {
  /** How its members are named in it; by LID when absent, as in today's groups. */
  readonly addressing?: Addressing;
}

/** Who has a phone on this network. Comes back from the state file as it was. */
export interface People {
  phone(options: PhoneOptions): Phone;
  customer(name: string, options?: CustomerOptions): Customer;
  group(subject: string, members: readonly Member[], options?: GroupOptions): Room;
  readonly phones: readonly Phone[];
  readonly customers: readonly Customer[];
  /** Throws when there are several shops, or none. */
  onlyPhone(): Phone;
  /** The machinery behind a phone or a customer. */
  handset(member: Member): Handset;
  /** Resolves once every phone has done what it was about to do. */
  settle(): Promise<void>;
}

export function createPeople(server: Server, receiptDelayMs: number): People {
  const phoneShelf = server.cabinet.shelf<PhoneOptions>('phones');
  const customerShelf = server.cabinet.shelf<string>('customers');
  const roomShelf = server.cabinet.shelf<string>('rooms');
  const phones = new Map<string, Phone>();
  const customers = new Map<string, Customer>();
  const handsets = new Map<string, Handset>();

  function onlyPhone(): Phone {
    const [phone, ...others] = phones.values();
    if (!phone) throw new Error('there is no shop: call phone() first');
    if (others.length > 0) throw new Error('there are several shops: say to(phone)');
    return phone;
  }

  function demandFree(number: string): void {
    if (handsets.has(number)) throw new Error(`the number ${number} is taken`);
  }

  function addPhone(options: PhoneOptions): Phone {
    demandFree(options.number);
    const { handset, phone } = createPhone(server, options);
    handsets.set(options.number, handset);
    phones.set(options.number, phone);
    return phone;
  }

  function addCustomer(name: string, number: string): Customer {
    demandFree(number);
    const account = server.registry.open(number, name);
    const { handset, customer } = createCustomer({ server, account, onlyPhone, receiptDelayMs });
    handsets.set(number, handset);
    customers.set(name, customer);
    return customer;
  }

  function createGroup(subject: string, members: readonly Member[], mode: Addressing): Group {
    const numbers = members.map(({ number }) => number);
    const creator = numbers.find((number) => phones.has(number)) ?? onlyPhone().number;
    const group: Group = {
      id: `120363${String(server.ids.number(999_999_999_999)).padStart(12, '0')}@g.us`,
      mode,
      creator,
      created: server.seconds(),
      subject,
      description: undefined,
      members: new Map(
        [...numbers, creator].map((number) => [number, number === creator ? 'superadmin' : 'member']),
      ),
    };
    server.groups.keep(group);
    roomShelf.put(subject, group.id);
    announceCreation(server, group);
    return group;
  }

  for (const [, options] of phoneShelf.entries()) addPhone(options);
  for (const [name, number] of customerShelf.entries()) addCustomer(name, number);

  return {
    phone(options) {
      const phone = phones.get(options.number) ?? addPhone(options);
      phoneShelf.put(options.number, options);
      return phone;
    },
    customer(name, { number, addressing } = {}) {
      let customer = customers.get(name);
      if (!customer) {
        const line = number ?? `55119${String(90_000_000 + server.ids.number(9_999_999))}`;
        customer = addCustomer(name, line);
        customerShelf.put(name, line);
      }
      if (addressing) customer.addressing = addressing;
      return customer;
    },
    group(subject, members, { addressing = 'lid' } = {}) {
      const known = server.groups.find(roomShelf.get(subject) ?? '');
      return createRoom(server, known ?? createGroup(subject, members, addressing));
    },
    get phones() {
      return [...phones.values()];
    },
    get customers() {
      return [...customers.values()];
    },
    onlyPhone,
    handset({ number }) {
      const handset = handsets.get(number);
      if (!handset) throw new Error(`nobody has the number ${number}`);
      return handset;
    },
    async settle() {
      for (const handset of handsets.values()) await handset.next(async () => {});
    },
  };
}
