import { proto } from '@whiskeysockets/baileys';
import type { Handset } from '../handset/handset.ts';
import type { Endpoint } from '../server/registry.ts';
import type { Server } from '../server/server.ts';
import { jidOf, parseJid } from '../wire/jid.ts';
import { child, children, node } from '../wire/node.ts';
import { historyMessages, type HistoryOptions, olderMessages, webMessage } from './history.ts';
import type { Settings } from './settings.ts';

const { Type } = proto.Message.ProtocolMessage;
const Request = proto.Message.PeerDataOperationRequestType;

/** Looks after the companions of a phone: greets new ones, keeps settings in step, answers their questions. */
export function tendCompanions(
  server: Server,
  handset: Handset,
  settings: Settings,
  history: () => HistoryOptions,
): void {
  const { account } = handset;

  /** Writes to a companion as the phone's own machinery does, unseen in any chat. */
  async function tell(device: Endpoint, message: proto.IMessage): Promise<void> {
    const enc = await handset.sealing.forDevice(device, message);
    const to = jidOf(account, 'pn', device.device);
    handset.post(node('message', { to, id: server.ids.message(), type: 'text', category: 'peer' }, [enc]));
  }

  async function greet(device: Endpoint): Promise<void> {
    await tell(device, settings.keyShare());
    for (const message of historyMessages(server, handset, history())) await tell(device, message);
  }

  async function answer(
    device: Endpoint,
    requestId: string,
    request: proto.Message.IPeerDataOperationRequestMessage,
  ): Promise<void> {
    const { peerDataOperationRequestType: kind, historySyncOnDemandRequest: older } = request;
    if (kind === Request.HISTORY_SYNC_ON_DEMAND && older) {
      await tell(device, olderMessages(server, handset, older, requestId));
    } else if (kind === Request.PLACEHOLDER_MESSAGE_RESEND) {
      const keys = request.placeholderMessageResendRequest ?? [];
      const found = keys.flatMap(({ messageKey }) => {
        const chat = server.registry.find(parseJid(messageKey?.remoteJid ?? ''))?.pn ?? messageKey?.remoteJid;
        const message = handset.chats.find(chat ?? '', messageKey?.id ?? '');
        return message ? [webMessage(server, handset, message)] : [];
      });
      await tell(device, resent(requestId, found));
    }
  }

  handset.events.on('notification', (stanza) => {
    if (stanza.attrs['type'] === 'server_sync') run(() => settings.catchUp());
    for (const added of children(child(stanza, 'add'), 'device')) {
      const device = account.devices.get(parseJid(added.attrs['jid']).device);
      if (device) run(() => greet(device));
    }
  });
  handset.events.on('protocol', ({ id, from, protocol }) => {
    const request = protocol.peerDataOperationRequestMessage;
    if (protocol.type !== Type.PEER_DATA_OPERATION_REQUEST_MESSAGE || !request) return;
    run(() => answer(from, id, request));
  });

  function run(job: () => Promise<void>): void {
    handset.next(job).catch((error: unknown) => {
      server.events.emit('problem', { where: `phone ${account.pn}`, error });
    });
  }
}

function resent(stanzaId: string, messages: proto.IWebMessageInfo[]): proto.IMessage {
  const type = Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE;
  const peerDataOperationResult = messages.map((message) => ({
    placeholderMessageResendResponse: {
      webMessageInfoBytes: proto.WebMessageInfo.encode(message).finish(),
    },
  }));
  const peerDataOperationRequestResponseMessage = {
    peerDataOperationRequestType: Request.PLACEHOLDER_MESSAGE_RESEND,
    stanzaId,
    peerDataOperationResult,
  };
  return { protocolMessage: { type, peerDataOperationRequestResponseMessage } };
}
