import { addressingOf, parseJid, SERVER_JID } from '../wire/jid.ts';
import { type BinaryNode, children, node } from '../wire/node.ts';
import { answeredIds, isAcknowledged } from '../wire/receipts.ts';
import type { Companion } from './companion.ts';
import { queries } from './queries/index.ts';
import { Refusal } from './refusal.ts';
import type { Server } from './server.ts';

const NOT_IMPLEMENTED = 501;
const SERVER_ERROR = 500;

/** Receipts by which a client says that it has a message. */
const TAKEN = new Set([undefined, 'inactive', 'sender', 'peer_msg']);

/** Serves what a logged-in companion sends. */
export function createDesk(server: Server): (companion: Companion, stanza: BinaryNode) => void {
  const { router, charges, events } = server;

  function codeOf(error: unknown, where: string): number {
    if (error instanceof Refusal) return error.code;
    events.emit('problem', { where, error });
    return SERVER_ERROR;
  }

  function onQuery(companion: Companion, iq: BinaryNode): void {
    const { id, xmlns = '', type, to = SERVER_JID } = iq.attrs;
    if (type === 'result' || type === 'error') return;
    const { device, account } = companion;
    const about = children(iq)[0]?.tag ?? '';
    events.emit('query', { number: account.pn, device, xmlns, about });
    if (charges.take('query', (ignored) => ignored === xmlns) !== undefined) return;
    const answer = (kind: string, content?: BinaryNode[]) =>
      companion.session?.send(node('iq', { from: to, type: kind, id }, content));
    try {
      const query = queries[xmlns];
      if (!query) throw new Error(`unknown query ${xmlns} about ${about}`);
      answer('result', query({ iq, companion, server }));
    } catch (error) {
      const refused =
        error instanceof Refusal ? error : new Refusal(NOT_IMPLEMENTED, 'feature-not-implemented');
      if (refused !== error) events.emit('problem', { where: `query ${xmlns}`, error });
      answer('error', [node('error', { code: refused.code, text: refused.message })]);
    }
  }

  function onMessage(companion: Companion, stanza: BinaryNode): void {
    const { id, to } = stanza.attrs;
    const fault = charges.take('ack');
    let error = typeof fault === 'number' ? fault : undefined;
    if (error === undefined) {
      try {
        router.message(companion, stanza);
      } catch (thrown) {
        error = codeOf(thrown, 'message');
      }
    }
    if (fault === 'drop') return;
    const attrs = { id, class: 'message', from: to, t: server.seconds(), error };
    companion.session?.send(node('ack', attrs));
  }

  function onReceipt(companion: Companion, stanza: BinaryNode): void {
    const { id, to, type } = stanza.attrs;
    if (type !== 'peer_msg' && type !== 'hist_sync' && charges.take('receipt')) return;
    if (TAKEN.has(type)) {
      for (const taken of answeredIds(stanza)) {
        companion.settle((held) => held.tag === 'message' && held.attrs['id'] === taken);
      }
    }
    router.receipt(companion, stanza);
    companion.session?.send(node('ack', { id, class: 'receipt', from: to, type }));
  }

  function onPresence(companion: Companion, { attrs }: BinaryNode): void {
    const { type = 'available', to, name } = attrs;
    if (type === 'subscribe') {
      subscribe(companion, to ?? '');
      return;
    }
    if (name !== undefined && name !== '') {
      companion.account.name = name;
      server.registry.keep(companion.account);
    }
    companion.available = type === 'available';
    server.presence.change(companion.account, companion.available);
    const number = companion.account.pn;
    events.emit('presence', { number, device: companion.device, available: companion.available });
  }

  function subscribe(companion: Companion, to: string): void {
    const account = server.registry.find(parseJid(to));
    if (!account) return;
    server.presence.subscribe(companion, account, addressingOf(to));
  }

  function onCall(companion: Companion, stanza: BinaryNode): void {
    router.call(companion, stanza);
    const { id, to } = stanza.attrs;
    companion.session?.send(node('ack', { id, class: 'call', from: to, type: children(stanza)[0]?.tag }));
  }

  return (companion, stanza) => {
    try {
      switch (stanza.tag) {
        case 'iq':
          onQuery(companion, stanza);
          break;
        case 'message':
          onMessage(companion, stanza);
          break;
        case 'receipt':
          onReceipt(companion, stanza);
          break;
        case 'ack':
          companion.settle((held) => isAcknowledged(held, stanza));
          break;
        case 'presence':
          onPresence(companion, stanza);
          break;
        case 'chatstate':
          router.chatState(companion, stanza);
          break;
        case 'call':
          onCall(companion, stanza);
          break;
        case 'ib':
          break;
        default:
          throw new Error(`unknown stanza ${stanza.tag}`);
      }
    } catch (error) {
      events.emit('problem', { where: stanza.tag, error });
    }
  };
}
