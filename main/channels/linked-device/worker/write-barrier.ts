import { WebSocketClient } from '@whiskeysockets/baileys/lib/Socket/Client/websocket.js';

type Frame = Parameters<WebSocketClient['send']>[0];

interface Waiting {
  readonly frame: Frame;
  /** Its sender believes that it is gone. */
  readonly told: Promise<void>;
}

/** What stands in line to leave, and when the line is empty again. */
interface Line {
  readonly frames: Waiting[];
  readonly empty: Promise<void>;
}

/** One flush of the disk costs as much as reading a message: a rush of them gathers so long. */
const GATHER_MS = 3;
/** Waiting for its own frames is what makes Baileys let others run; now it is made to so often. */
const BREATH_MS = 4;

type Durable = () => Promise<void> | undefined;

interface Guard {
  /** What must be on the disk before a frame may leave. */
  readonly durable: Durable;
  /** Throws for a frame that may not leave at all. */
  readonly admit: (frame: Frame) => void;
}

const guards = new WeakMap<WebSocketClient, Guard>();

/** Sets a client's guard; before that, nothing of it may leave. */
export function guardFrames(client: WebSocketClient, guard: Guard): void {
  guards.set(client, guard);
}

/**
 * Lets nothing out to the server before everything that was written until then is on the disk: no receipt for a message
 * that a power cut could take, no ciphertext of a ratchet that could fall back. Baileys is told that a frame is gone as
 * soon as it stands in line, so many messages share one flush of the disk instead of waiting for one each. Once per
 * thread, for all clients in it; Baileys takes the method from the client before anybody else can.
 */
export function raiseWriteBarrier(): void {
  // oxlint-disable-next-line typescript/unbound-method -- both are called with their client
  const { send, close } = WebSocketClient.prototype;
  const lines = new WeakMap<WebSocketClient, Line>();
  let breathedAt = 0;

  const goOn = (done: (() => void) | undefined): Promise<void> =>
    new Promise((resolve) => {
      const tell = () => {
        done?.();
        resolve();
      };
      if (performance.now() - breathedAt < BREATH_MS) return tell();
      setImmediate(() => {
        breathedAt = performance.now();
        tell();
      });
    });

  const release = async (client: WebSocketClient, frames: Waiting[], durable: Durable) => {
    while (frames.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const covered = frames.length;
      // Else the answer could be there first; Baileys changes its keys in between and would read it with the old ones.
      for (const { told } of frames.slice(0, covered)) await told;
      await durable();
      for (const { frame } of frames.splice(0, covered)) send.call(client, frame);
    }
    lines.delete(client);
  };

  WebSocketClient.prototype.send = function sendOnceDurable(frame, done) {
    const guard = guards.get(this);
    if (!guard) throw new Error('nobody guards this client');
    const { durable, admit } = guard;
    admit(frame);
    const line = lines.get(this);
    if (!line && !durable()) return send.call(this, frame, done);
    const waiting = { frame, told: goOn(done) };
    if (line) line.frames.push(waiting);
    else {
      const frames = [waiting];
      lines.set(this, { frames, empty: release(this, frames, durable) });
    }
    return true;
  };

  WebSocketClient.prototype.close = async function closeOnceSent() {
    const line = lines.get(this);
    // Without a line it is closed when this returns, not some moments later.
    if (line) await line.empty;
    // Baileys would wait for an end that has been.
    if (this.isClosed) return;
    await close.call(this);
  };
}
