/** What a client sends before its first frame. */
export interface Intro {
  /** "WA", protocol 6, dictionary version: the bytes that enter the handshake's hash. */
  readonly header: Buffer;
  readonly routingInfo: Buffer | undefined;
}

/** Cuts the byte stream of a client into frames; WebSocket messages may hold several, or parts of one. */
export interface FrameReader {
  readonly intro: Intro | undefined;
  /** Throws on an intro that is none. */
  read(bytes: Uint8Array): Buffer[];
}

const HEADER_LENGTH = 4;
const ROUTING_PREFIX_LENGTH = 7;

export function createFrameReader(): FrameReader {
  let pending = Buffer.alloc(0);
  let intro: Intro | undefined;

  function readIntro(): Intro | undefined {
    if (pending.length < 2) return undefined;
    const routed = pending.toString('latin1', 0, 2) === 'ED';
    if (routed && pending.length < ROUTING_PREFIX_LENGTH) return undefined;
    const start = routed ? ROUTING_PREFIX_LENGTH + pending.readUIntBE(4, 3) : 0;
    if (pending.length < start + HEADER_LENGTH) return undefined;
    const header = pending.subarray(start, start + HEADER_LENGTH);
    if (header.toString('latin1', 0, 2) !== 'WA') throw new Error('not a WhatsApp intro');
    const routingInfo = routed ? pending.subarray(ROUTING_PREFIX_LENGTH, start) : undefined;
    pending = pending.subarray(start + HEADER_LENGTH);
    return { header, routingInfo };
  }

  return {
    get intro() {
      return intro;
    },
    read(bytes) {
      pending = Buffer.concat([pending, bytes]);
      intro ??= readIntro();
      if (!intro) return [];
      const frames: Buffer[] = [];
      while (pending.length >= 3) {
        const end = 3 + pending.readUIntBE(0, 3);
        if (pending.length < end) break;
        frames.push(pending.subarray(3, end));
        pending = pending.subarray(end);
      }
      return frames;
    },
  };
}

export const toFrame = (data: Uint8Array): Buffer => {
  const length = Buffer.alloc(3);
  length.writeUIntBE(data.length, 0, 3);
  return Buffer.concat([length, data]);
};
