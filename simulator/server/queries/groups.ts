import { GROUP_SERVER, jidOf, otherAddressing, parseJid } from '../../wire/jid.ts';
import { type BinaryNode, node } from '../../wire/node.ts';
import type { Group } from '../groups.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from '../registry.ts';
import type { Server } from '../server.ts';
import type { Answer } from './query.ts';

/** One group, or all in which the account takes part. */
export const answerGroups: Answer = ({ iq, companion, server }) => {
  const { to = '', type } = iq.attrs;
  if (type !== 'get') throw new Error('companions do not change groups on this network');
  const { pn } = companion.account;
  if (to === `@${GROUP_SERVER}`) {
    const groups = server.groups.of(pn).map((group) => groupNode(group, server));
    return [node('groups', {}, groups)];
  }
  const group = server.groups.find(to);
  if (!group) throw new Refusal(404, 'item-not-found');
  if (!group.members.has(pn)) throw new Refusal(403, 'forbidden');
  return [groupNode(group, server)];
};

export function groupNode(group: Group, server: Server): BinaryNode {
  const { mode, members, subject, created, description } = group;
  const other = otherAddressing(mode);
  const find = (pn: string) => server.registry.find(parseJid(`${pn}@s.whatsapp.net`));
  const creator = find(group.creator);
  const participant = (account: Account, role: string) =>
    node('participant', {
      jid: jidOf(account, mode),
      [mode === 'lid' ? 'phone_number' : 'lid']: jidOf(account, other),
      type: role === 'member' ? undefined : role,
    });
  const participants = [...members].flatMap(([pn, role]) => {
    const account = find(pn);
    return account ? [participant(account, role)] : [];
  });
  const attrs = {
    id: parseJid(group.id).user,
    subject,
    s_t: created,
    creation: created,
    creator: creator && jidOf(creator, mode),
    creator_pn: creator && jidOf(creator, 'pn'),
    addressing_mode: mode,
    size: members.size,
  };
  const about =
    description === undefined
      ? []
      : [node('description', { id: `${created}`, t: created }, [node('body', {}, Buffer.from(description))])];
  return node('group', attrs, [...about, ...participants]);
}
