import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A server certificate and the authority to be trusted for it, all as PEM. */
export interface TlsIdentity {
  readonly caPem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

const DAY_MS = 86_400_000;
const TEN_YEARS_MS = 3650 * DAY_MS;

/** Makes an authority of one's own and, under it, a certificate for 127.0.0.1, both good for ten years. */
export function issueTlsIdentity(now: number): TlsIdentity {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const validity = sequence(utcTime(now - DAY_MS), utcTime(now + TEN_YEARS_MS));
  const issue = (serial: number, subject: string, key: KeyObject, extensions: Buffer[]) =>
    certificate({ serial, subject, key, extensions, validity, signer: authority.privateKey });
  return {
    caPem: issue(1, ISSUER, authority.publicKey, [
      extension(OID.basicConstraints, sequence(TRUE)),
      extension(OID.keyUsage, der(0x03, Buffer.from([2, 0b0000_0100]))),
    ]),
    certificatePem: issue(2, '127.0.0.1', server.publicKey, [
      extension(OID.basicConstraints, sequence()),
      extension(OID.subjectAltName, sequence(der(0x87, Buffer.from([127, 0, 0, 1])))),
    ]),
    keyPem: server.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

const ISSUER = 'Simulated media authority';

/** Object identifiers, as DER writes them. */
const OID = {
  commonName: Buffer.from('550403', 'hex'),
  ecdsaWithSha256: Buffer.from('2a8648ce3d040302', 'hex'),
  basicConstraints: Buffer.from('551d13', 'hex'),
  keyUsage: Buffer.from('551d0f', 'hex'),
  subjectAltName: Buffer.from('551d11', 'hex'),
};

interface Order {
  readonly serial: number;
  readonly subject: string;
  readonly key: KeyObject;
  readonly extensions: Buffer[];
  readonly validity: Buffer;
  readonly signer: KeyObject;
}

function certificate({ serial, subject, key, extensions, validity, signer }: Order): string {
  const algorithm = sequence(der(0x06, OID.ecdsaWithSha256));
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    algorithm,
    name(ISSUER),
    validity,
    name(subject),
    key.export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', toBeSigned, signer);
  const whole = sequence(toBeSigned, algorithm, der(0x03, Buffer.concat([Buffer.of(0), signature])));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const header =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...header), content]);
}

const TRUE = der(0x01, Buffer.of(0xff));

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));

const name = (text: string): Buffer =>
  sequence(der(0x31, sequence(der(0x06, OID.commonName), der(0x0c, Buffer.from(text)))));

const extension = (oid: Buffer, value: Buffer): Buffer => sequence(der(0x06, oid), TRUE, der(0x04, value));

/** Two-digit years: good until 2049. */
function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/\D/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}
