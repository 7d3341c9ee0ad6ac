import type { Chat } from '../handset/chat.ts';
import type { Group, Role } from '../server/groups.ts';
import { groupNode } from '../server/queries/groups.ts';
import type { Account } from '../server/registry.ts';
import type { Server } from '../server/server.ts';
import { jidOf, otherAddressing, parseJid } from '../wire/jid.ts';
import { type BinaryNode, node } from '../wire/node.ts';

/** Anyone with a number: a phone or a customer. */
export interface Member {
  readonly number: string;
}

/** A group as its members see it. Changes are announced to everybody in it, in the creator's name. */
export interface Room {
  readonly id: string;
  readonly subject: string;
  readonly members: readonly string[];
  adds(member: Member): void;
  removes(member: Member): void;
  promotes(member: Member): void;
  demotes(member: Member): void;
  renames(subject: string): void;
  describes(description: string): void;
  chatFor(own: Account): Chat;
}

export function createRoom(server: Server, group: Group): Room {
  function account(number: string): Account {
    const found = server.registry.find(parseJid(`${number}@s.whatsapp.net`));
    if (!found) throw new Error(`nobody has the number ${number}`);
    return found;
  }

  const participant = (number: string) =>
    node('participant', {
      jid: jidOf(account(number), group.mode),
      [group.mode === 'lid' ? 'phone_number' : 'lid']: jidOf(account(number), otherAddressing(group.mode)),
    });

  function announce(change: BinaryNode): void {
    server.groups.keep(group);
    const creator = account(group.creator);
    const notification = server.notification('w:gp2', [change], {
      from: group.id,
      participant: jidOf(creator, group.mode),
    });
    for (const device of server.groups.devices(group)) device.deliver(notification);
  }

  function setRole(tag: string, number: string, role: Role): void {
    group.members.set(number, role);
    announce(node(tag, {}, [participant(number)]));
  }

  return {
    id: group.id,
    get subject() {
      return group.subject;
    },
    get members() {
      return [...group.members.keys()];
    },
    adds: ({ number }) => setRole('add', number, 'member'),
    removes({ number }) {
      // Announced while the one who leaves still hears of it.
      announce(node('remove', {}, [participant(number)]));
      group.members.delete(number);
      server.groups.keep(group);
    },
    promotes: ({ number }) => setRole('promote', number, 'admin'),
    demotes: ({ number }) => setRole('demote', number, 'member'),
    renames(subject) {
      group.subject = subject;
      announce(node('subject', { subject, s_t: server.seconds() }));
    },
    describes(description) {
      group.description = description;
      announce(node('description', {}, [node('body', {}, Buffer.from(description))]));
    },
    chatFor: () => ({ is: 'group', group }),
  };
}

/** Tells the members' devices that they are in a new group. */
export function announceCreation(server: Server, group: Group): void {
  const creator = server.registry.find(parseJid(`${group.creator}@s.whatsapp.net`));
  const notification = server.notification('w:gp2', [node('create', {}, [groupNode(group, server)])], {
    from: group.id,
    ...(creator && { participant: jidOf(creator, group.mode) }),
  });
  for (const device of server.groups.devices(group)) device.deliver(notification);
}
