import { proto } from '@whiskeysockets/baileys';
import { hkdf, openGcm, sealGcm, sha256 } from './crypto.ts';
import { agree, generateKeyPair, type KeyPair } from './curve.ts';

/** The two directions of a connection once the handshake is over. */
export interface Transport {
  seal(plain: Uint8Array): Buffer;
  /** Throws on a frame that was not sealed by the client, or not in this order. */
  open(sealed: Uint8Array): Buffer;
}

/** The server's side of Noise_XX_25519_AESGCM_SHA256. */
export interface Responder {
  /** Takes the client's first frame and gives the answer to it. */
  hello(frame: Uint8Array): Buffer;
  /** Takes the client's second frame. Throws when it does not decrypt. */
  finish(frame: Uint8Array): { clientKey: Buffer; payload: proto.ClientPayload; transport: Transport };
}

const PATTERN = Buffer.from('Noise_XX_25519_AESGCM_SHA256\0\0\0\0');

const counterIv = (counter: number): Buffer => {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
};

/** `serverKey` is the server's long-lived key, `certificate` the encoded chain that vouches for it. */
export function createResponder(header: Uint8Array, serverKey: KeyPair, certificate: Uint8Array): Responder {
  const ephemeral = generateKeyPair();
  let hash = sha256(PATTERN, header);
  let chainKey: Buffer = PATTERN;
  let key: Buffer = PATTERN;
  let counter = 0;

  const mixHash = (data: Uint8Array) => {
    hash = sha256(hash, data);
  };
  const split = (input: Uint8Array): [Buffer, Buffer] => {
    const bytes = hkdf(input, 64, { salt: chainKey });
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  };
  const mixKey = (input: Uint8Array) => {
    [chainKey, key] = split(input);
    counter = 0;
  };
  const seal = (plain: Uint8Array) => {
    const sealed = sealGcm(key, counterIv(counter++), plain, hash);
    mixHash(sealed);
    return sealed;
  };
  const open = (sealed: Uint8Array) => {
    const plain = openGcm(key, counterIv(counter++), sealed, hash);
    mixHash(sealed);
    return plain;
  };

  return {
    hello(frame) {
      const clientEphemeral = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
      if (!clientEphemeral) throw new Error('the first frame holds no client hello');
      mixHash(clientEphemeral);
      mixHash(ephemeral.public);
      mixKey(agree(ephemeral.private, clientEphemeral));
      const sealedKey = seal(serverKey.public);
      mixKey(agree(serverKey.private, clientEphemeral));
      const payload = seal(certificate);
      return Buffer.from(
        proto.HandshakeMessage.encode({
          serverHello: { ephemeral: ephemeral.public, static: sealedKey, payload },
        }).finish(),
      );
    },
    finish(frame) {
      const finish = proto.HandshakeMessage.decode(frame).clientFinish;
      if (!finish?.static || !finish.payload) throw new Error('the second frame holds no client finish');
      const clientKey = open(finish.static);
      mixKey(agree(ephemeral.private, clientKey));
      const payload = proto.ClientPayload.decode(open(finish.payload));
      const [incoming, outgoing] = split(new Uint8Array(0));
      return { clientKey, payload, transport: createTransport(incoming, outgoing) };
    },
  };
}

function createTransport(incoming: Buffer, outgoing: Buffer): Transport {
  let received = 0;
  let sent = 0;
  return {
    seal: (plain) => sealGcm(outgoing, counterIv(sent++), plain),
    open: (sealed) => openGcm(incoming, counterIv(received++), sealed),
  };
}
