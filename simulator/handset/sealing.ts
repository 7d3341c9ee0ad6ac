import { proto } from '@whiskeysockets/baileys';
import type { PreKeyBundle } from '../wire/bundle.ts';
import { jidOf } from '../wire/jid.ts';
import { type BinaryNode, node } from '../wire/node.ts';
import type { Endpoint } from '../server/registry.ts';
import { type Chat, chatJid, chatMode, peerName } from './chat.ts';
import type { SenderKeys } from './sender-keys.ts';
import type { Signal } from './signal.ts';

/** Turns a message into the parts of a stanza that only its receivers can read. */
export interface Sealing {
  /** For a person's devices and the sender's own other ones. */
  forPerson(chat: Chat & { is: 'person' }, message: proto.IMessage): Promise<BinaryNode[]>;
  /** For a group, with the key for those who do not have it. */
  forGroup(chat: Chat & { is: 'group' }, devices: Endpoint[], message: proto.IMessage): Promise<BinaryNode[]>;
  /** For a single device, in a new session when `bundle` is given. */
  forDevice(device: Endpoint, message: proto.IMessage, bundle?: PreKeyBundle): Promise<BinaryNode>;
  /** The message again, for a device that could not read it. */
  again(
    chat: Chat,
    device: Endpoint,
    message: proto.IMessage,
    count: string,
    bundle: PreKeyBundle,
  ): Promise<BinaryNode>;
}

const encode = (message: proto.IMessage): Uint8Array => proto.Message.encode(message).finish();

export function createSealing(self: Endpoint, signal: Signal, senderKeys: SenderKeys): Sealing {
  async function seal(
    device: Endpoint,
    plain: Uint8Array,
    attrs: BinaryNode['attrs'] = {},
  ): Promise<BinaryNode> {
    const peer = peerName(device);
    if (!signal.hasSession(peer)) await signal.begin(peer, device.takeBundle());
    const { type, bytes } = await signal.seal(peer, plain);
    return node('enc', { v: 2, type, ...attrs }, bytes);
  }

  /** One's own devices learn as well to whom the message went. */
  const forOwn = (chat: Chat, message: proto.IMessage): proto.IMessage => ({
    deviceSentMessage: { destinationJid: chatJid(chat), message },
  });

  const distribution = async (group: string): Promise<proto.IMessage> => ({
    senderKeyDistributionMessage: {
      groupId: group,
      axolotlSenderKeyDistributionMessage: await senderKeys.distribution(group),
    },
  });

  async function participants(chat: Chat, devices: Iterable<[Endpoint, Uint8Array]>): Promise<BinaryNode> {
    const parts: BinaryNode[] = [];
    for (const [device, plain] of devices) {
      const jid = jidOf(device.account, chatMode(chat), device.device);
      parts.push(node('to', { jid }, [await seal(device, plain)]));
    }
    return node('participants', {}, parts);
  }

  return {
    async forPerson(chat, message) {
      const plain = encode(message);
      const own = encode(forOwn(chat, message));
      const devices = new Set([...chat.account.devices.values(), ...self.account.devices.values()]);
      devices.delete(self);
      const plainFor = (device: Endpoint) => (device.account === self.account ? own : plain);
      return [
        await participants(
          chat,
          [...devices].map((device) => [device, plainFor(device)]),
        ),
      ];
    },
    async forGroup(chat, devices, message) {
      const { id } = chat.group;
      const holders = senderKeys.holders(id);
      const lacking = devices.filter((device) => device !== self && !holders.has(peerName(device)));
      const shared: BinaryNode[] = [];
      if (lacking.length > 0) {
        const key = encode(await distribution(id));
        shared.push(
          await participants(
            chat,
            lacking.map((device) => [device, key]),
          ),
        );
        senderKeys.keepHolders(id, new Set([...holders, ...lacking.map(peerName)]));
      }
      const bytes = await senderKeys.seal(id, encode(message));
      return [...shared, node('enc', { v: 2, type: 'skmsg' }, bytes)];
    },
    async forDevice(device, message, bundle) {
      if (bundle) await signal.begin(peerName(device), bundle);
      return seal(device, encode(message));
    },
    async again(chat, device, message, count, bundle) {
      await signal.begin(peerName(device), bundle);
      const keyed = chat.is === 'group' ? { ...message, ...(await distribution(chat.group.id)) } : message;
      const whole = device.account === self.account && chat.is === 'person' ? forOwn(chat, keyed) : keyed;
      return seal(device, encode(whole), { count });
    },
  };
}
