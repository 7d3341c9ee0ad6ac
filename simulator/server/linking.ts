import { randomBytes } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { completeDeviceIdentity, isTrueDeviceIdentity } from '../wire/adv.ts';
import type { SignedPreKey } from '../wire/bundle.ts';
import { readBigEndian } from '../wire/crypto.ts';
import { parseJid, SERVER_JID } from '../wire/jid.ts';
import { type BinaryNode, bytesOf, child, children, node, requiredBytes } from '../wire/node.ts';
import type { Account } from './registry.ts';
import type { Server } from './server.ts';
import type { Arrival, Peer } from './session.ts';

/** What the phone decides about a new companion. */
export interface LinkOrder {
  readonly account: Account;
  readonly device: number;
  readonly keyIndex: number;
  readonly phoneIdentity: Buffer;
  /** The sealed word of the phone, for the companion. */
  readonly identity: Buffer;
  readonly platform: string;
  /** The shop's verified name, for business accounts. */
  readonly business: string | undefined;
}

/** The phone's half of linking by code, and the companion's reply to it. */
export interface CodeOffer {
  readonly wrappedEphemeral: Buffer;
  readonly phoneIdentity: Buffer;
}
export interface CodeReply {
  readonly wrappedBundle: Buffer;
  readonly companionIdentity: Buffer;
}

/** A client that asks to become somebody's companion. */
export interface Registration {
  readonly noiseKey: Buffer;
  readonly identity: Buffer;
  readonly registrationId: number;
  readonly signedPreKey: SignedPreKey;
  /** What the client says it is, as in "Chrome (Mac OS)". */
  readonly platform: string;
  /** The companion's wrapped ephemeral key, once it has asked for a code. */
  readonly codeRequest: { readonly number: string; readonly wrappedEphemeral: Buffer } | undefined;
  /** Resolves when the client goes away. */
  readonly gone: Promise<void>;
  /** Hands over the phone's half; rejects when the client goes away instead of replying. */
  exchangeCode(offer: CodeOffer): Promise<CodeReply>;
  /**
   * Makes the client a companion and sends it off to log in. Resolves with its completed identity; rejects
   * when the client refuses the phone's word or signs wrongly.
   */
  link(order: LinkOrder): Promise<Buffer>;
  /** Ends the connection with a last word. */
  dismiss(farewell: BinaryNode): void;
}

export interface Linking {
  byRef(ref: string): Registration | undefined;
  /** The newest registration that asked that number for a code. */
  byNumber(number: string): Registration | undefined;
  begin(arrival: Arrival, data: proto.ClientPayload.IDevicePairingRegistrationData): void;
}

/** As many references as one batch of QR codes has; a client shows them one after the other. */
const REFS = 6;

/** The client went away, or did not accept what the phone signed. */
export class LinkBroken extends Error {
  override name = 'LinkBroken';
}

export function createLinking(server: Server): Linking {
  const byRef = new Map<string, Registration>();
  const waiting = new Set<Registration>();

  return {
    byRef: (ref) => byRef.get(ref),
    byNumber: (number) => [...waiting].findLast(({ codeRequest }) => codeRequest?.number === number),
    begin({ session, clientKey }, data) {
      const refs = Array.from({ length: REFS }, () => `2@${randomBytes(60).toString('base64')}`);
      const client = createRegistration(server, session, clientKey, data);
      waiting.add(client.registration);
      for (const ref of refs) byRef.set(ref, client.registration);
      session.assign({
        receive: (stanza) => client.receive(stanza),
        gone() {
          waiting.delete(client.registration);
          for (const ref of refs) byRef.delete(ref);
          client.gone();
        },
      });
      const refNodes = refs.map((ref) => node('ref', {}, Buffer.from(ref)));
      const attrs = { from: SERVER_JID, type: 'set', id: server.ids.stanza(), xmlns: 'md' };
      session.send(node('iq', attrs, [node('pair-device', {}, refNodes)]));
      server.events.emit('registering', { refs });
    },
  };
}

type Client = Peer & { registration: Registration };

function createRegistration(
  server: Server,
  session: Arrival['session'],
  noiseKey: Buffer,
  data: proto.ClientPayload.IDevicePairingRegistrationData,
): Client {
  const bytes = (value: Uint8Array | null | undefined) => Buffer.from(value ?? []);
  const identity = bytes(data.eIdent);
  const codeRef = randomBytes(16);
  const os = proto.DeviceProps.decode(data.deviceProps ?? new Uint8Array()).os ?? '';
  let codeRequest: Registration['codeRequest'];
  let platform = os;
  const gone = Promise.withResolvers<void>();
  const broken = gone.promise.then(() => Promise.reject(new LinkBroken('the client went away')));
  broken.catch(() => {});
  let awaitingCode: PromiseWithResolvers<CodeReply> | undefined;
  let awaitingSignature: (PromiseWithResolvers<BinaryNode> & { id: string }) | undefined;

  const reply = (iq: BinaryNode, content?: BinaryNode[]) =>
    session.send(node('iq', { from: SERVER_JID, type: 'result', id: iq.attrs['id'] }, content));

  function onCodeStage(iq: BinaryNode, stage: BinaryNode): void {
    if (stage.attrs['stage'] === 'companion_hello') {
      const number = parseJid(stage.attrs['jid']).user;
      const account = server.registry.dial(number);
      platform = requiredBytes(stage, 'companion_platform_display').toString();
      const wrappedEphemeral = requiredBytes(stage, 'link_code_pairing_wrapped_companion_ephemeral_pub');
      codeRequest = { number: account?.pn ?? number, wrappedEphemeral };
      const ref = node('link_code_pairing_ref', {}, codeRef);
      reply(iq, [node('link_code_companion_reg', { stage: 'companion_hello' }, [ref])]);
      server.events.emit('codeAsked', { number: codeRequest.number, platform });
      return;
    }
    awaitingCode?.resolve({
      wrappedBundle: requiredBytes(stage, 'link_code_pairing_wrapped_key_bundle'),
      companionIdentity: requiredBytes(stage, 'companion_identity_public'),
    });
    // The server only carries the bundle on: whether the code was right shows at the phone.
    reply(iq);
  }

  const registration: Registration = {
    gone: gone.promise,
    noiseKey,
    identity,
    registrationId: readBigEndian(bytes(data.eRegid)),
    signedPreKey: {
      id: readBigEndian(bytes(data.eSkeyId)),
      key: bytes(data.eSkeyVal),
      signature: bytes(data.eSkeySig),
    },
    get platform() {
      return platform;
    },
    get codeRequest() {
      return codeRequest;
    },
    exchangeCode({ wrappedEphemeral, phoneIdentity }) {
      awaitingCode = Promise.withResolvers();
      const offer = node('link_code_companion_reg', { stage: 'primary_hello' }, [
        node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, wrappedEphemeral),
        node('primary_identity_pub', {}, phoneIdentity),
        node('link_code_pairing_ref', {}, codeRef),
      ]);
      session.send(server.notification('link_code_companion_reg', [offer]));
      return Promise.race([awaitingCode.promise, broken]);
    },
    async link(order) {
      const id = server.ids.stanza();
      awaitingSignature = { ...Promise.withResolvers<BinaryNode>(), id };
      session.send(pairSuccess(id, order));
      const answer = await Promise.race([awaitingSignature.promise, broken]);
      const signed = bytesOf(child(child(answer, 'pair-device-sign'), 'device-identity'));
      if (!signed || !isTrueDeviceIdentity(signed, order.phoneIdentity, identity)) {
        session.close(node('stream:error', {}, [node('bad-device-signature')]));
        throw new LinkBroken('the client signed wrongly');
      }
      return completeDeviceIdentity(signed, order.phoneIdentity);
    },
    dismiss: (farewell) => session.close(farewell),
  };

  return {
    registration,
    receive(stanza) {
      if (stanza.tag !== 'iq') return;
      const [stage] = children(stanza, 'link_code_companion_reg');
      if (stanza.attrs['type'] === 'result') {
        if (stanza.attrs['id'] === awaitingSignature?.id) awaitingSignature?.resolve(stanza);
      } else if (stage) onCodeStage(stanza, stage);
      else reply(stanza);
    },
    gone: () => gone.resolve(),
  };
}

function pairSuccess(id: string, order: LinkOrder): BinaryNode {
  const { account, device, identity, platform, business } = order;
  const jid = `${account.pn}:${device}@s.whatsapp.net`;
  return node('iq', { from: SERVER_JID, type: 'set', id, xmlns: 'md' }, [
    node('pair-success', {}, [
      node('device-identity', {}, identity),
      node('device', { jid, lid: `${account.lid}:${device}@lid` }),
      node('platform', { name: platform }),
      ...(business === undefined ? [] : [node('biz', { name: business })]),
    ]),
  ]);
}

/** Sent once the link stands: the client is to come back and log in. */
export const RESTART = node('stream:error', { code: 515 });
