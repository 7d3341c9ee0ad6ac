import type { Address } from '../channels/wire.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Changes } from '../inbox/changes.ts';
import { nameKey } from '../name-key.ts';
import { cleanName, displayName, type Known, ninthDigitVariant, onePerson } from './rules.ts';

export interface Contact {
  readonly id: number;
  readonly kind: 'person' | 'group';
  /** Typed here. */
  readonly ownName: string | null;
  /** From the phone's address book. */
  readonly name: string | null;
  readonly pushName: string | null;
  readonly number: string | null;
  /** The address that WhatsApp used last for them: answers go there first. */
  readonly reach: Address['kind'];
  readonly reachValue: string | null;
}

export interface Contacts {
  /**
   * The contact with these addresses. Makes it when nobody has them; when several contacts turn out to be one person,
   * makes them one, conversations included. Inside a transaction.
   */
  resolve(addresses: readonly Address[], changes: Changes): Contact;
  /** The same without making or changing anything. */
  find(addresses: readonly Address[]): number | undefined;
  named(contact: Contact, names: { savedName?: string; pushName?: string }, changes: Changes): void;
  /** WhatsApp itself has used this address for them just now. */
  reachedBy(contact: Contact, address: Address): void;
  /** The one to answer to first. */
  addressesOf(contactId: number): Address[];
  byId(contactId: number): Contact | undefined;
  /** What the shop calls them; nothing: what WhatsApp tells. */
  rename(contact: Contact, ownName: string | undefined, changes: Changes): Contact;
  /** One more address that is theirs; nobody else may have it. */
  attach(contact: Contact, address: Address): void;
  /** Gives all that one contact has to another, which stays. Inside a transaction. */
  join(keep: Contact, drop: Contact, changes: Changes): void;
  /** Makes what is shown of them anew, after something else than the names has changed too. */
  refresh(contactId: number, changes: Changes): void;
}

const COLUMNS =
  'c.id, c.kind, c.own_name AS ownName, c.name, c.push_name AS pushName, c.number, c.reach, c.reach_value AS reachValue';

/** `moveConversations` gives all that one contact has and wrote to another, in time order. */
export function createContacts({
  db,
  clock,
  moveConversations,
}: {
  db: Database;
  clock: Clock;
  moveConversations: (from: number, to: number, changes: Changes) => void;
}): Contacts {
  // A subquery, for the join of the same takes seven times as long, and every message asks this.
  const byAddress = db.statement<[string, string], Contact>(
    'contact.byAddress',
    `SELECT ${COLUMNS} FROM contact c WHERE c.id = (SELECT contact_id FROM address WHERE kind = ? AND value = ?)`,
  );
  const byId = db.statement<[number], Contact>(
    'contact.byId',
    `SELECT ${COLUMNS} FROM contact c WHERE c.id = ?`,
  );
  const insert = db.statement<[string, string, string, number], { id: number }>(
    'contact.insert',
    `INSERT INTO contact (kind, reach, display_name, created_at) VALUES (?, ?, ?, ?) RETURNING id`,
  );
  const update = db.statement<
    [
      ownName: string | null,
      name: string | null,
      pushName: string | null,
      number: string | null,
      shown: string,
      key: string,
      id: number,
    ]
  >(
    'contact.update',
    `UPDATE contact SET own_name = ?, name = ?, push_name = ?, number = ?, display_name = ?, name_key = ? WHERE id = ?`,
  );
  const updateReach = db.statement<[string, string, number]>(
    'contact.reach',
    'UPDATE contact SET reach = ?, reach_value = ? WHERE id = ?',
  );
  const remove = db.statement<[number]>('contact.remove', 'DELETE FROM contact WHERE id = ?');
  const attach = db.statement<[string, string, number]>(
    'address.attach',
    `INSERT INTO address (kind, value, contact_id) VALUES (?, ?, ?)
     ON CONFLICT (kind, value) DO UPDATE SET contact_id = excluded.contact_id`,
  );
  // A wish to be left alone holds for the person, whichever address it was said about.
  const inherit = db.statement<[number, number]>(
    'contact.inherit',
    `UPDATE contact AS c SET email = coalesce(c.email, d.email),
       note = CASE WHEN instr(c.note, d.note) > 0 THEN c.note WHEN c.note = '' THEN d.note
         ELSE c.note || char(10) || d.note END,
       blocked_at = coalesce(c.blocked_at, d.blocked_at),
       opt_in_at = coalesce(c.opt_in_at, d.opt_in_at),
       opt_in_origin = iif(c.opt_in_at IS NULL, d.opt_in_origin, c.opt_in_origin),
       added_at = coalesce(c.added_at, d.added_at)
     FROM contact AS d WHERE c.id = ? AND d.id = ?`,
  );
  // What the contact that stays has of these itself counts more; the rest goes with the other.
  const handOn = [
    'UPDATE OR IGNORE contact_synced SET contact_id = ? WHERE contact_id = ?',
    'UPDATE OR IGNORE block_order SET contact_id = ? WHERE contact_id = ?',
    'UPDATE contact_merge SET kept_id = ? WHERE kept_id = ?',
  ].map((sql, index) => db.statement<[number, number]>(`contact.handOn.${index}`, sql));
  const reattach = db.statement<[number, string]>(
    'address.reattach',
    `UPDATE address SET contact_id = ? WHERE kind = 'pn' AND value = ?`,
  );
  const moveAddresses = db.statement<[number, number]>(
    'address.move',
    'UPDATE address SET contact_id = ? WHERE contact_id = ?',
  );
  const addresses = db.statement<[number], Address>(
    'address.ofContact',
    `SELECT a.kind, a.value FROM address a JOIN contact c ON c.id = a.contact_id WHERE a.contact_id = ?
     ORDER BY a.kind = c.reach DESC, a.value = c.reach_value DESC, a.value = c.number DESC, a.kind, a.value`,
  );
  const conversations = db.statement<[number], { id: number }>(
    'conversation.ofContact',
    'SELECT id FROM conversation WHERE contact_id = ?',
  );

  function lookUp({ kind, value }: Address): Contact | undefined {
    const exact = byAddress.get(kind, value);
    if (exact || kind !== 'pn') return exact;
    const variant = ninthDigitVariant(value);
    return variant === undefined ? undefined : byAddress.get('pn', variant);
  }

  function withLids({ id }: Contact): Known {
    return { id, lids: addresses.all(id).flatMap(({ kind, value }) => (kind === 'lid' ? [value] : [])) };
  }

  function create([first]: readonly Address[]): Contact {
    if (!first) throw new Error('a contact without an address');
    const kind = first.kind === 'group' ? 'group' : 'person';
    const row = insert.get(kind, first.kind, '', clock.now());
    return reread(row!.id);
  }

  /** Reads again a contact that is known to be there. */
  function reread(id: number): Contact {
    return byId.get(id)!;
  }

  function save(contact: Contact, changes: Changes): Contact {
    const { id, ownName, name, pushName, number } = contact;
    const shown = displayName({
      name: ownName ?? name ?? undefined,
      pushName: pushName ?? undefined,
      number: number ?? undefined,
    });
    update.run(ownName, name, pushName, number, shown, nameKey(shown), id);
    changes.contact(id);
    for (const each of conversations.all(id)) changes.conversation(each.id);
    return contact;
  }

  function merge(keep: Contact, drop: Contact, changes: Changes): Contact {
    moveConversations(drop.id, keep.id, changes);
    moveAddresses.run(keep.id, drop.id);
    inherit.run(keep.id, drop.id);
    for (const each of handOn) each.run(keep.id, drop.id);
    remove.run(drop.id);
    changes.contact(drop.id);
    return {
      ...keep,
      ownName: keep.ownName ?? drop.ownName,
      name: keep.name ?? drop.name,
      pushName: keep.pushName ?? drop.pushName,
      number: keep.number ?? drop.number,
    };
  }

  /** The number goes with its other way of writing; whoever had it before no longer shows it. */
  function takeNumber(number: string, contact: Contact, changes: Changes): void {
    const variant = ninthDigitVariant(number) ?? number;
    for (const value of [number, variant]) {
      const before = byAddress.get('pn', value);
      if (before && before.id !== contact.id && before.number === value) {
        save({ ...before, number: null }, changes);
      }
    }
    reattach.run(contact.id, variant);
    attach.run('pn', number, contact.id);
  }

  function settle(given: readonly Address[], found: readonly Contact[], changes: Changes): Contact {
    const lid = given.find(({ kind }) => kind === 'lid')?.value;
    const known = [...new Set(found.map(({ id }) => id))].map((id) => withLids(reread(id)));
    const [first, ...others] = onePerson(lid, known);
    let contact = first === undefined ? create(given) : reread(first);
    for (const id of others) contact = merge(contact, reread(id), changes);
    for (const { kind, value } of given) {
      if (kind === 'pn') {
        takeNumber(value, contact, changes);
        contact = { ...contact, number: value };
      } else {
        attach.run(kind, value, contact.id);
      }
    }
    return save(contact, changes);
  }

  return {
    resolve(given, changes) {
      const found = given.map((each) => byAddress.get(each.kind, each.value));
      const [first] = found;
      const known =
        first !== undefined &&
        found.every((each) => each?.id === first.id) &&
        given.every(({ kind, value }) => kind !== 'pn' || value === first.number);
      if (known) return first;
      return settle(
        given,
        given.flatMap((each) => lookUp(each) ?? []),
        changes,
      );
    },

    find(given) {
      for (const each of given) {
        const contact = lookUp(each);
        if (contact) return contact.id;
      }
      return undefined;
    },

    named(contact, names, changes) {
      const name = cleanName(names.savedName) ?? contact.name;
      const pushName = cleanName(names.pushName) ?? contact.pushName;
      if (name !== contact.name || pushName !== contact.pushName)
        save({ ...contact, name, pushName }, changes);
    },

    reachedBy(contact, { kind, value }) {
      if (contact.reach !== kind || contact.reachValue !== value) updateReach.run(kind, value, contact.id);
    },

    byId: (contactId) => byId.get(contactId),
    rename: (contact, ownName, changes) => save({ ...contact, ownName: ownName ?? null }, changes),
    attach(contact, { kind, value }) {
      attach.run(kind, value, contact.id);
    },
    join(keep, drop, changes) {
      save(merge(keep, drop, changes), changes);
    },
    refresh(contactId, changes) {
      save(reread(contactId), changes);
    },

    addressesOf: (contactId) => addresses.all(contactId),
  };
}
