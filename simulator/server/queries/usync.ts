import { jidOf, parseJid } from '../../wire/jid.ts';
import { type BinaryNode, bytesOf, child, children, node } from '../../wire/node.ts';
import type { Account } from '../registry.ts';
import type { Server } from '../server.ts';
import type { Answer } from './query.ts';

/** Who has an account, with which devices, under which LID. */
export const answerUsync: Answer = ({ iq, server }) => {
  const asked = child(iq, 'usync');
  const topics = children(child(asked, 'query')).map(({ tag }) => tag);
  const users = children(child(asked, 'list'), 'user').map((user) => answerUser(user, topics, server));
  return [node('usync', { ...asked?.attrs }, [node('result'), node('list', {}, users)])];
};

function answerUser(user: BinaryNode, topics: string[], server: Server): BinaryNode {
  const dialled = bytesOf(child(user, 'contact'))?.toString();
  const digits = dialled?.replaceAll(/\D/g, '');
  const { jid } = user.attrs;
  const account = digits === undefined ? server.registry.find(parseJid(jid)) : server.registry.dial(digits);
  const named = jid ?? (account ? jidOf(account, 'pn') : `${digits}@s.whatsapp.net`);
  return node(
    'user',
    { jid: named },
    topics.flatMap((topic) => answerTopic(topic, account, named, dialled, server)),
  );
}

function answerTopic(
  topic: string,
  account: Account | undefined,
  asked: string,
  dialled: string | undefined,
  server: Server,
): BinaryNode[] {
  switch (topic) {
    case 'contact':
      return [node('contact', { type: account ? 'in' : 'out' }, dialled)];
    case 'devices':
      return account ? [devicesOf(account, server.seconds())] : [];
    case 'lid':
      // Asking for the LID of a LID is answered with silence.
      return account && !asked.endsWith('@lid') ? [node('lid', { val: jidOf(account, 'lid') })] : [];
    case 'status':
      return account ? [node('status', { t: server.seconds() }, '')] : [];
    default:
      return [];
  }
}

function devicesOf(account: Account, seconds: number): BinaryNode {
  const devices = [...account.devices.values()].map(({ device, keyIndex }) =>
    node('device', { id: device, 'key-index': device === 0 ? undefined : keyIndex }),
  );
  return node('devices', {}, [node('device-list', {}, devices), node('key-index-list', { ts: seconds })]);
}
