import { bigEndian, readBigEndian } from './crypto.ts';
import { type BinaryNode, child, childBytes, children, node, requiredBytes } from './node.ts';

export interface PreKey {
  readonly id: number;
  readonly key: Buffer;
}

export interface SignedPreKey extends PreKey {
  readonly signature: Buffer;
}

/** What others need to begin a Signal session with a device. */
export interface PreKeyBundle {
  readonly registrationId: number;
  readonly identity: Buffer;
  readonly signedPreKey: SignedPreKey;
  /** A one-time key; absent when the device's stock is used up. */
  readonly preKey?: PreKey | undefined;
  /** The phone's word that the device is its companion; phones themselves have none. */
  readonly deviceIdentity?: Buffer | undefined;
}

const KEY_TYPE = Buffer.from([5]);

const preKeyNode = (tag: string, { id, key }: PreKey, more: BinaryNode[] = []): BinaryNode =>
  node(tag, {}, [node('id', {}, bigEndian(id, 3)), node('value', {}, key), ...more]);

const signedPreKeyNode = (key: SignedPreKey): BinaryNode =>
  preKeyNode('skey', key, [node('signature', {}, key.signature)]);

/** The children of a `<user>` in the answer to a request for bundles. */
export function bundleNodes(bundle: PreKeyBundle): BinaryNode[] {
  return [
    node('registration', {}, bigEndian(bundle.registrationId, 4)),
    node('type', {}, KEY_TYPE),
    node('identity', {}, bundle.identity),
    ...(bundle.preKey ? [preKeyNode('key', bundle.preKey)] : []),
    signedPreKeyNode(bundle.signedPreKey),
    ...(bundle.deviceIdentity ? [node('device-identity', {}, bundle.deviceIdentity)] : []),
  ];
}

/** The `<registration>` and `<keys>` by which a device that could not decrypt asks for a new session. */
export function retryNodes(bundle: PreKeyBundle): BinaryNode[] {
  return [
    node('registration', {}, bigEndian(bundle.registrationId, 4)),
    node('keys', {}, [
      node('type', {}, KEY_TYPE),
      node('identity', {}, bundle.identity),
      ...(bundle.preKey ? [preKeyNode('key', bundle.preKey)] : []),
      signedPreKeyNode(bundle.signedPreKey),
    ]),
  ];
}

export const readPreKey = (from: BinaryNode): PreKey => ({
  id: readBigEndian(requiredBytes(from, 'id')),
  key: requiredBytes(from, 'value'),
});

export const readSignedPreKey = (from: BinaryNode): SignedPreKey => ({
  ...readPreKey(from),
  signature: requiredBytes(from, 'signature'),
});

/** The bundle in a retry receipt; undefined when the receipt brings no keys. */
export function readRetryBundle(receipt: BinaryNode): PreKeyBundle | undefined {
  const keys = child(receipt, 'keys');
  const [signed] = children(keys, 'skey');
  if (!keys || !signed) return undefined;
  const [oneTime] = children(keys, 'key');
  return {
    registrationId: readBigEndian(requiredBytes(receipt, 'registration')),
    identity: requiredBytes(keys, 'identity'),
    signedPreKey: readSignedPreKey(signed),
    preKey: oneTime && readPreKey(oneTime),
    deviceIdentity: childBytes(keys, 'device-identity'),
  };
}
