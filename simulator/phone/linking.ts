import { pbkdf2, randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import { createCompanion } from '../server/companion.ts';
import { type LinkOrder, LinkBroken, type Registration, RESTART } from '../server/linking.ts';
import type { Server } from '../server/server.ts';
import type { Handset } from '../handset/handset.ts';
import { type IdentityFault, issueDeviceIdentity } from '../wire/adv.ts';
import { applyCtr, hkdf, openGcm } from '../wire/crypto.ts';
import { agree, generateKeyPair } from '../wire/curve.ts';

/** Why a phone says that it cannot link a device. */
export type LinkProblem =
  | 'not-a-link-code'
  | 'expired'
  | 'wrong-code'
  | 'no-code-asked'
  | 'too-many-devices'
  | 'refused'
  | 'passkey'
  | 'broken-off';

/** What the phone shows its owner instead of the new device. */
export class CannotLink extends Error {
  override name = 'CannotLink';
  readonly problem: LinkProblem;

  constructor(problem: LinkProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

export interface PhoneModel {
  readonly platform: string;
  /** The shop's verified name, for business accounts. */
  readonly business: string | undefined;
}

/** The phone's half of linking a device. Both resolve with the new device's number and reject with CannotLink. */
export interface PhoneLinking {
  scan(qr: string): Promise<number>;
  typeCode(code: string): Promise<number>;
}

interface Counters {
  readonly device: number;
  readonly keyIndex: number;
}

const MAX_COMPANIONS = 4;
/** Device numbers up to here survive the codec; 99 belongs to hosted devices. */
const HOSTED_DEVICE = 99;
const CODE_ITERATIONS = 131_072;
const derive = promisify(pbkdf2);

export function createPhoneLinking(server: Server, handset: Handset, model: PhoneModel): PhoneLinking {
  const { account, signal } = handset;
  const shelf = server.cabinet.shelf<Counters>('link-counters');

  function nextCounters(): Counters {
    const { device, keyIndex } = shelf.get(account.pn) ?? { device: 0, keyIndex: 0 };
    const following = device + 1 === HOSTED_DEVICE ? HOSTED_DEVICE + 1 : device + 1;
    const counters = { device: following, keyIndex: keyIndex + 1 };
    shelf.put(account.pn, counters);
    return counters;
  }

  /** Signs for the companion and waits until it has signed back. */
  async function link(client: Registration, secret: Uint8Array): Promise<number> {
    if (account.devices.size > MAX_COMPANIONS) throw new CannotLink('too-many-devices');
    const fault = server.charges.take('link');
    if (fault === 'refusal') throw new CannotLink('refused');
    if (fault === 'passkey') throw new CannotLink('passkey');
    if (fault === 'silence') return client.gone.then(() => Promise.reject(new CannotLink('broken-off')));
    const { device, keyIndex } = nextCounters();
    const order = { account, device, keyIndex, phoneIdentity: signal.identity.public, ...model };
    const identity = sign(client, secret, keyIndex, fault);
    try {
      return admit(client, order, await client.link({ ...order, identity }));
    } catch (error) {
      throw error instanceof LinkBroken ? new CannotLink('broken-off', error) : error;
    }
  }

  function sign(client: Registration, secret: Uint8Array, keyIndex: number, fault?: IdentityFault): Buffer {
    const order = {
      phoneIdentity: signal.identity,
      companionIdentity: client.identity,
      secret,
      rawId: randomInt(1, 2 ** 31),
      keyIndex,
      timestamp: server.seconds(),
    };
    return issueDeviceIdentity(order, fault);
  }

  function admit(client: Registration, order: Omit<LinkOrder, 'identity'>, deviceIdentity: Buffer): number {
    const { device, keyIndex } = order;
    const { noiseKey, identity, registrationId, signedPreKey, platform } = client;
    createCompanion(server, account, {
      device,
      keyIndex,
      noiseKey,
      identity,
      registrationId,
      signedPreKey,
      deviceIdentity,
      platform,
      linkedAt: server.clock.now(),
      preKeys: [],
      greeted: false,
    });
    client.dismiss(RESTART);
    server.events.emit('linked', { number: account.pn, device });
    return device;
  }

  return {
    async scan(qr) {
      const fields = qr.slice(qr.indexOf('#') + 1).split(',');
      const [ref, noiseKey, identity, secret] = fields;
      if (!ref || !noiseKey || !identity || !secret) throw new CannotLink('not-a-link-code');
      const client = server.linking.byRef(ref);
      if (!client) throw new CannotLink('expired');
      if (
        client.identity.toString('base64') !== identity ||
        client.noiseKey.toString('base64') !== noiseKey
      ) {
        throw new CannotLink('not-a-link-code');
      }
      return link(client, Buffer.from(secret, 'base64'));
    },
    async typeCode(typed) {
      const code = typed.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase();
      const client = server.linking.byNumber(account.pn);
      if (!client) throw new CannotLink('no-code-asked');
      return link(client, await agreeByCode(client, code, signal.identity));
    },
  };
}

/** Runs the exchange that is hidden under the code and gives the secret both sides then have. */
async function agreeByCode(
  client: Registration,
  code: string,
  phoneIdentity: { public: Buffer; private: Buffer },
): Promise<Buffer> {
  const wrapped = client.codeRequest?.wrappedEphemeral ?? Buffer.alloc(0);
  const companionEphemeral = await underCode(code, wrapped.subarray(0, 48), wrapped.subarray(48));
  const ephemeral = generateKeyPair();
  const header = randomBytes(48);
  const wrappedEphemeral = Buffer.concat([header, await underCode(code, header, ephemeral.public)]);
  let reply;
  try {
    reply = await client.exchangeCode({ wrappedEphemeral, phoneIdentity: phoneIdentity.public });
  } catch (error) {
    throw new CannotLink('broken-off', error);
  }
  const { wrappedBundle, companionIdentity } = reply;
  const shared = agree(ephemeral.private, companionEphemeral);
  const info = 'link_code_pairing_key_bundle_encryption_key';
  const key = hkdf(shared, 32, { salt: wrappedBundle.subarray(0, 32), info });
  let bundle: Buffer;
  try {
    bundle = openGcm(key, wrappedBundle.subarray(32, 44), wrappedBundle.subarray(44));
  } catch (error) {
    throw new CannotLink('wrong-code', error);
  }
  if (!bundle.subarray(0, 32).equals(companionIdentity)) throw new CannotLink('wrong-code');
  const random = bundle.subarray(64);
  const bound = agree(phoneIdentity.private, companionIdentity);
  return hkdf(Buffer.concat([shared, bound, random]), 32, { info: 'adv_secret' });
}

/** Wraps or unwraps a key; `header` is the salt (32 bytes) and the IV (16 bytes). */
async function underCode(code: string, header: Buffer, key: Uint8Array): Promise<Buffer> {
  const secret = await derive(code, header.subarray(0, 32), CODE_ITERATIONS, 32, 'sha256');
  return applyCtr(secret, header.subarray(32), key);
}
