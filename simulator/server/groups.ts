import type { Cabinet } from '../base/cabinet.ts';
import type { Addressing } from '../wire/jid.ts';
import type { Endpoint, Registry } from './registry.ts';

export type Role = 'member' | 'admin' | 'superadmin';

export interface Group {
  /** As in 120363…@g.us. */
  readonly id: string;
  readonly mode: Addressing;
  readonly creator: string;
  /** Seconds since 1970. */
  readonly created: number;
  subject: string;
  description: string | undefined;
  /** Phone numbers and what they may do. */
  readonly members: Map<string, Role>;
}

export interface Groups {
  find(id: string): Group | undefined;
  of(pn: string): Group[];
  keep(group: Group): void;
  /** All devices of all members. */
  devices(group: Group): Endpoint[];
}

export function createGroups(cabinet: Cabinet, registry: Registry): Groups {
  const shelf = cabinet.shelf<Group>('groups');
  return {
    find: (id) => shelf.get(id),
    of: (pn) => [...shelf.entries()].map(([, group]) => group).filter(({ members }) => members.has(pn)),
    keep: (group) => shelf.put(group.id, group),
    devices: ({ members }) =>
      [...members.keys()].flatMap((pn) => [
        ...(registry.find({ user: pn, device: 0, server: 's.whatsapp.net' })?.devices.values() ?? []),
      ]),
  };
}
