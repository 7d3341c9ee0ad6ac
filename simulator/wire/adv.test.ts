import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { isTrueDeviceIdentity, issueDeviceIdentity } from './adv.ts';
import { generateKeyPair, sign } from './curve.ts';

const phone = generateKeyPair();
const companion = generateKeyPair();
const secret = Buffer.alloc(32, 1);

/** The record as a companion completes it. */
function completed(signer: { private: Buffer }): Buffer {
  const order = {
    phoneIdentity: phone,
    companionIdentity: companion.public,
    secret,
    rawId: 7,
    keyIndex: 1,
    timestamp: 9,
  };
  const { details } = proto.ADVSignedDeviceIdentityHMAC.decode(issueDeviceIdentity(order));
  const record = proto.ADVSignedDeviceIdentity.decode(details ?? new Uint8Array());
  const prefix = Buffer.from([6, 1]);
  record.deviceSignature = sign(
    signer.private,
    prefix,
    record.details ?? new Uint8Array(),
    companion.public,
    phone.public,
  );
  return Buffer.from(proto.ADVSignedDeviceIdentity.encode(record).finish());
}

test('a bond that both have signed is true', () => {
  expect(isTrueDeviceIdentity(completed(companion), phone.public, companion.public)).toBe(true);
});

test('a bond is false when either side is somebody else, or did not sign', () => {
  const stranger = generateKeyPair();
  expect(isTrueDeviceIdentity(completed(stranger), phone.public, companion.public)).toBe(false);
  expect(isTrueDeviceIdentity(completed(companion), stranger.public, companion.public)).toBe(false);
  expect(isTrueDeviceIdentity(completed(companion), phone.public, stranger.public)).toBe(false);
  const unsigned = proto.ADVSignedDeviceIdentity.decode(completed(companion));
  unsigned.deviceSignature = null;
  const bytes = proto.ADVSignedDeviceIdentity.encode(unsigned).finish();
  expect(isTrueDeviceIdentity(bytes, phone.public, companion.public)).toBe(false);
});
