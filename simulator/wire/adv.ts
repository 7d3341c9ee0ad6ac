import { proto } from '@whiskeysockets/baileys';
import { hmacSha256 } from './crypto.ts';
import { type KeyPair, sign, verify } from './curve.ts';

/** The word a phone gives for a companion, and the companion's answer to it. */
const ACCOUNT_PREFIX = Buffer.from([6, 0]);
const DEVICE_PREFIX = Buffer.from([6, 1]);

export interface DeviceIdentityOrder {
  readonly phoneIdentity: KeyPair;
  readonly companionIdentity: Uint8Array;
  /** The secret shown in the QR code, or agreed on by code. */
  readonly secret: Uint8Array;
  readonly rawId: number;
  readonly keyIndex: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** Which of the two proofs is to be wrong. */
export type IdentityFault = 'hmac' | 'account-signature';

/** The sealed ADVSignedDeviceIdentityHMAC that goes to the companion. */
export function issueDeviceIdentity(order: DeviceIdentityOrder, fault?: IdentityFault): Buffer {
  const { phoneIdentity, companionIdentity, secret, rawId, keyIndex, timestamp } = order;
  const details = proto.ADVDeviceIdentity.encode({ rawId, timestamp, keyIndex }).finish();
  const accountSignature = sign(phoneIdentity.private, ACCOUNT_PREFIX, details, companionIdentity);
  if (fault === 'account-signature') accountSignature.reverse();
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: phoneIdentity.public,
    accountSignature,
  }).finish();
  const hmac = hmacSha256(fault === 'hmac' ? Buffer.alloc(32) : secret, signed);
  return Buffer.from(proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac }).finish());
}

/** Whether `record` binds the two identities: signed by the phone and by the companion. */
export function isTrueDeviceIdentity(
  record: Uint8Array,
  phoneIdentity: Uint8Array,
  companionIdentity: Uint8Array,
): boolean {
  const { details, accountSignature, deviceSignature } = proto.ADVSignedDeviceIdentity.decode(record);
  if (!details || !accountSignature || !deviceSignature) return false;
  const byPhone = Buffer.concat([ACCOUNT_PREFIX, details, companionIdentity]);
  const byCompanion = Buffer.concat([DEVICE_PREFIX, details, companionIdentity, phoneIdentity]);
  return (
    verify(phoneIdentity, byPhone, accountSignature) &&
    verify(companionIdentity, byCompanion, deviceSignature)
  );
}

/** The companion's answer leaves the phone's key out; others get the record with it. */
export function completeDeviceIdentity(answer: Uint8Array, phoneIdentity: Uint8Array): Buffer {
  const record = proto.ADVSignedDeviceIdentity.decode(answer);
  record.accountSignatureKey = phoneIdentity;
  return Buffer.from(proto.ADVSignedDeviceIdentity.encode(record).finish());
}
