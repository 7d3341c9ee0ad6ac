import { randomBytes } from 'node:crypto';
import { type BinaryNode, child, children, node } from '../../wire/node.ts';
import { jidOf, parseJid } from '../../wire/jid.ts';
import { block } from '../blocking.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from './query.ts';

export const answerAbProps: Answer = () => [
  node('props', { hash: 'simulated', ab_key: 'simulated', refresh: 86_400 }, [
    node('prop', { config_code: 10_518, config_value: 'true' }),
  ]),
];

/** Everybody sees everything until the client says otherwise. */
const PRIVACY = {
  readreceipts: 'all',
  last: 'all',
  online: 'all',
  profile: 'all',
  status: 'all',
  groupadd: 'all',
  calladd: 'all',
};

export const answerPrivacy: Answer = ({ iq, companion, server }) => {
  const shelf = server.cabinet.shelf<Record<string, string>>('privacy');
  const { pn } = companion.account;
  const tokens = child(iq, 'tokens');
  if (tokens) return [node('tokens', {}, children(tokens, 'token').map(trustedContact))];
  const settings = { ...PRIVACY, ...shelf.get(pn) };
  for (const { attrs } of children(child(iq, 'privacy'), 'category')) {
    Object.assign(settings, { [attrs['name'] ?? '']: attrs['value'] });
    shelf.put(pn, settings);
  }
  const categories = Object.entries(settings).map(([name, value]) => node('category', { name, value }));
  return [node('privacy', {}, categories)];
};

const trustedContact = ({ attrs }: BinaryNode): BinaryNode =>
  node('token', { jid: attrs['jid'], t: attrs['t'], type: 'trusted_contact' }, randomBytes(16));

/** What one device changes, all others of the account are told. */
export const answerBlocklist: Answer = ({ iq, companion, server }) => {
  const { account } = companion;
  for (const { attrs } of children(iq, 'item')) {
    const other =
      server.registry.find(parseJid(attrs['jid'])) ?? server.registry.find(parseJid(attrs['pn_jid']));
    if (!other) throw new Refusal(404, 'item-not-found');
    block(server, companion, other, attrs['action'] === 'block');
  }
  const items = server.blocks
    .of(account)
    .flatMap((pn) => server.registry.find(parseJid(`${pn}@s.whatsapp.net`)) ?? [])
    .map((other) => node('item', { jid: jidOf(other, 'lid'), pn_jid: jidOf(other, 'pn') }));
  return [node('list', {}, items)];
};

/** Nobody here has a picture; one that is set is not kept. */
export const answerPicture: Answer = ({ iq }) => {
  if (iq.attrs['type'] === 'get') throw new Refusal(404, 'item-not-found');
  return undefined;
};

/** The GraphQL door: no account on this network is restricted. */
export const answerMexQuery: Answer = () => {
  const data = {
    xwa2_fetch_account_reachout_timelock: { is_active: false },
    xwa2_message_capping_info: {},
  };
  return [node('result', {}, Buffer.from(JSON.stringify({ data })))];
};
