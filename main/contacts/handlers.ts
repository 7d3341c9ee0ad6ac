import type { ContactDetails } from '../../preload/entities.ts';
import type { Handlers } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { Write } from '../inbox/changes.ts';
import type { Conversations } from '../inbox/conversations.ts';
import type { Audit } from '../users/audit.ts';
import type { AddressBook } from './address-book.ts';
import type { Blocking } from './blocking.ts';
import { writeCsv } from './csv.ts';
import { importContacts } from './importing.ts';
import type { Merging } from './merging.ts';
import { readNumber } from './numbers.ts';
import type { Contact, Contacts } from './store.ts';
import { writeVcards } from './vcard.ts';

export type ContactHandlers = Pick<Handlers, Extract<keyof Handlers, `contacts.${string}`>>;

export function contactHandlers({
  clock,
  write,
  contacts,
  conversations,
  addressBook,
  merging,
  blocking,
  audit,
  listAllOf,
  refuseChannel,
  header,
}: {
  clock: Clock;
  write: Write;
  contacts: Contacts;
  conversations: Conversations;
  addressBook: AddressBook;
  merging: Merging;
  blocking: Blocking;
  audit: Audit;
  /** Channels that list all contacts (PR-4). */
  listAllOf: () => readonly number[];
  /** Throws when nothing can be written through this channel: `channel-not-found`, `channel-archived`. */
  refuseChannel: (channelId: number) => void;
  /** What the columns of a table are called: name, number, e-mail, note. */
  header: () => readonly [string, string, string, string];
}): ContactHandlers {
  function existing(contactId: number): Contact {
    const contact = contacts.byId(contactId);
    if (!contact) throw new Refusal('contact-not-found');
    return contact;
  }
  function details(contactId: number): ContactDetails {
    existing(contactId);
    return addressBook.details(contactId)!;
  }

  return {
    'contacts.list': (query) => addressBook.list({ ...query, listAllOf: listAllOf() }),
    'contacts.get': ({ contactId }) => details(contactId),

    'contacts.create': ({ name, number: typed }) => {
      const number = readNumber(typed);
      if (number === undefined) throw new Refusal('number-invalid', { field: 'number' });
      const known = contacts.find([{ kind: 'pn', value: number }]);
      if (known !== undefined) {
        const params = { name: addressBook.details(known)!.displayName };
        throw new Refusal('contact-exists', { field: 'number', params });
      }
      return write('contacts.create', (changes) => {
        const contact = contacts.resolve([{ kind: 'pn', value: number }], changes);
        contacts.rename(contact, name, changes);
        addressBook.added(contact.id, clock.now());
        return details(contact.id);
      });
    },

    'contacts.edit': ({ contactId, name, email, note }) =>
      write('contacts.edit', (changes) => {
        const contact = existing(contactId);
        if (name !== undefined) contacts.rename(contact, name || undefined, changes);
        addressBook.write(contactId, {
          ...(email !== undefined && { email }),
          ...(note !== undefined && { note }),
        });
        changes.contact(contactId);
        return details(contactId);
      }),

    'contacts.optIn': ({ contactId, given, origin }) =>
      write('contacts.optIn', (changes) => {
        existing(contactId);
        if (given && origin === '') throw new Refusal('opt-in-origin-missing', { field: 'origin' });
        addressBook.optIn(contactId, given ? { at: clock.now(), origin } : undefined);
        changes.contact(contactId);
        return details(contactId);
      }),

    'contacts.block': ({ contactId, blocked }, { user }) => {
      const contact = existing(contactId);
      if (contact.kind === 'group') throw new Refusal('contact-is-group');
      const channels = write('contacts.block', (changes) => {
        addressBook.block(contactId, blocked ? clock.now() : undefined);
        audit(user, blocked ? 'contact.block' : 'contact.unblock', { contact: contactId });
        contacts.refresh(contactId, changes);
        return blocking.order(contactId, blocked);
      });
      for (const channelId of channels) void blocking.tell(channelId);
      return details(contactId);
    },

    'contacts.merge': ({ into, from }, { user }) => {
      const [mergeId, channels] = write('contacts.merge', (changes) => {
        audit(user, 'contact.merge', { into, from });
        const differ = addressBook.isBlocked(into) !== addressBook.isBlocked(from);
        const made = merging.merge({ into, from, userId: user?.id }, changes);
        return [made, differ ? blocking.order(into, true) : []];
      });
      for (const channelId of channels) void blocking.tell(channelId);
      return { mergeId };
    },
    'contacts.undoMerge': ({ mergeId }, { user }) => {
      const [contactId, channels] = write('contacts.undoMerge', (changes) => {
        audit(user, 'contact.undo-merge', { merge: mergeId });
        const { id, keptId } = merging.undo(mergeId, changes);
        const differ = addressBook.isBlocked(id) !== addressBook.isBlocked(keptId);
        const orders = (differ ? [id, keptId] : []).flatMap((each) =>
          blocking.order(each, addressBook.isBlocked(each)),
        );
        return [id, orders];
      });
      for (const channelId of channels) void blocking.tell(channelId);
      return { contactId };
    },

    'contacts.import': async (order, { user }) => {
      const report = await importContacts(order, { clock, write, contacts, addressBook });
      const { created, updated } = report;
      if (!order.dryRun) audit(user, 'contact.import', { created, updated, refused: report.refused.length });
      return report;
    },
    'contacts.export': ({ format }, { user }) => {
      const people = [...addressBook.everybody()];
      audit(user, 'contact.export', { count: people.length });
      return {
        fileName: `balcao-contatos.${format === 'csv' ? 'csv' : 'vcf'}`,
        text: format === 'csv' ? writeCsv(people, header()) : writeVcards(people),
        count: people.length,
      };
    },

    'contacts.conversation': ({ contactId, channelId }) => {
      existing(contactId);
      refuseChannel(channelId);
      const found = conversations.find(channelId, contactId);
      if (found) return { conversationId: found.id };
      const made = write('contacts.conversation', (changes) => {
        const { id } = conversations.of(channelId, contactId);
        changes.conversation(id);
        return id;
      });
      return { conversationId: made };
    },
  };
}
