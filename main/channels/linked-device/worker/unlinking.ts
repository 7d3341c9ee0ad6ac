import type { WASocket } from '@whiskeysockets/baileys';
import { toClose } from './endings.ts';

const UNLINKED = 401;

/**
 * Asks WhatsApp to list this device no more. Resolves with whether it agreed: Baileys' own way of it sends the request
 * and leaves without hearing the answer. The answer may be that the connection ends because the device is no more.
 * Afterwards the connection is ended, as one that was given up on purpose.
 */
export async function unlink(sock: WASocket, timeoutMs: number): Promise<boolean> {
  const jid = sock.authState.creds.me?.id;
  if (jid === undefined) return true;
  const ended = new Promise<boolean>((resolve) =>
    sock.ev.on('connection.update', ({ connection, lastDisconnect }) => {
      if (connection === 'close') resolve(toClose(lastDisconnect?.error).code === UNLINKED);
    }),
  );
  const order = { tag: 'remove-companion-device', attrs: { jid, reason: 'user_initiated' } };
  const asked = sock
    .query(
      { tag: 'iq', attrs: { to: '@s.whatsapp.net', type: 'set', xmlns: 'md' }, content: [order] },
      timeoutMs,
    )
    .then(
      (answer: unknown) => answer !== undefined,
      // Of a line that has ended, only its end knows why.
      () => (sock.ws.isOpen ? false : ended),
    );
  const agreed = await asked;
  if (agreed)
    void sock.end(Object.assign(new Error('Intentional Logout'), { output: { statusCode: UNLINKED } }));
  return agreed;
}
