import { proto } from '@whiskeysockets/baileys';
import type { Account, Endpoint } from '../server/registry.ts';
import { isTrueDeviceIdentity } from '../wire/adv.ts';
import { type BinaryNode, bytesOf, childBytes, children } from '../wire/node.ts';
import { peerName } from './chat.ts';
import type { SenderKeys } from './sender-keys.ts';
import type { Signal } from './signal.ts';

/** Decrypts message stanzas. Rejects with what libsignal says, or when a companion cannot prove itself. */
export interface Opening {
  open(stanza: BinaryNode, sender: Endpoint): Promise<proto.IMessage>;
}

export function createOpening(self: Account, signal: Signal, senderKeys: SenderKeys): Opening {
  /** Proven records; checking one costs two signatures. */
  const proven = new Set<string>();

  function demandProof(stanza: BinaryNode, sender: Endpoint): void {
    const record = childBytes(stanza, 'device-identity');
    if (!record) throw new Error('a companion began a session without its device identity');
    const mark = `${peerName(sender)} ${record.toString('base64')}`;
    if (proven.has(mark)) return;
    const phone = sender.account.devices.get(0)?.identity;
    if (!phone || !isTrueDeviceIdentity(record, phone, sender.identity))
      throw new Error('a false device identity');
    proven.add(mark);
  }

  async function openPart(part: BinaryNode, stanza: BinaryNode, sender: Endpoint): Promise<proto.IMessage> {
    const { type = '' } = part.attrs;
    const sealed = bytesOf(part) ?? Buffer.alloc(0);
    const peer = peerName(sender);
    if (type === 'skmsg') {
      return proto.Message.decode(await senderKeys.open(stanza.attrs['from'] ?? '', peer, sealed));
    }
    if (type === 'pkmsg' && sender.device !== 0) demandProof(stanza, sender);
    const message = proto.Message.decode(await signal.open(peer, type, sealed));
    const inner = sender.account === self ? message.deviceSentMessage?.message : undefined;
    const opened = inner ?? message;
    const key = opened.senderKeyDistributionMessage;
    if (key?.groupId && key.axolotlSenderKeyDistributionMessage) {
      await senderKeys.learn(key.groupId, peer, key.axolotlSenderKeyDistributionMessage);
    }
    return opened;
  }

  return {
    async open(stanza, sender) {
      const whole: proto.IMessage = {};
      for (const part of children(stanza, 'enc')) Object.assign(whole, await openPart(part, stanza, sender));
      return whole;
    },
  };
}
