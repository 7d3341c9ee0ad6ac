import { proto } from '@whiskeysockets/baileys';
import { generateKeyPair, type KeyPair, sign } from './curve.ts';

/** The long-lived keys behind a server's certificate chain. */
export interface ServerKeys {
  readonly root: KeyPair;
  readonly intermediate: KeyPair;
  readonly server: KeyPair;
}

/** What can be wrong with a chain: signed by a foreign root, a broken leaf signature, a foreign issuer. */
export type CertificateFault = 'root' | 'leaf' | 'issuer';

const ROOT_SERIAL = 0;
const INTERMEDIATE_SERIAL = 1;

export const generateServerKeys = (): ServerKeys => ({
  root: generateKeyPair(),
  intermediate: generateKeyPair(),
  server: generateKeyPair(),
});

/** The encoded chain root → intermediate → server. */
export function issueCertificate(keys: ServerKeys, fault?: CertificateFault): Buffer {
  const intermediate = proto.CertChain.NoiseCertificate.Details.encode({
    serial: INTERMEDIATE_SERIAL,
    issuerSerial: fault === 'issuer' ? 7 : ROOT_SERIAL,
    key: keys.intermediate.public,
  }).finish();
  const leaf = proto.CertChain.NoiseCertificate.Details.encode({
    serial: 2,
    issuerSerial: INTERMEDIATE_SERIAL,
    key: keys.server.public,
  }).finish();
  const root = fault === 'root' ? generateKeyPair() : keys.root;
  const leafIssuer = fault === 'leaf' ? generateKeyPair() : keys.intermediate;
  const chain = proto.CertChain.encode({
    intermediate: { details: intermediate, signature: sign(root.private, intermediate) },
    leaf: { details: leaf, signature: sign(leafIssuer.private, leaf) },
  });
  return Buffer.from(chain.finish());
}
