import { ANA, ANA_LID, BIA, group, says } from '../../inbox/testing/wire.ts';
import type { WireMessage } from '../../channels/wire.ts';
import { HEIR, OLD, RITA, type Shop } from './shop.ts';

const GROUP = group('1203630001');

/** What only the keys file has when the channel is removed. */
export const lateLetter: WireMessage = { ...says('atrasada'), waId: 'LATE' };

/** One of each kind, on both channels where that matters. */
export async function beforeTheCut(shop: Shop): Promise<void> {
  const shared = says('no grupo', { chat: [GROUP], author: [BIA] });
  const { heard, handlers } = shop.inbox;
  await heard.messages(OLD, [says('oi'), shared, says('só aqui', { chat: [BIA] })]);
  await heard.messages(HEIR, [says('oi também', { chat: [ANA_LID, ANA] }), shared]);
  const window = { window: { user: RITA }, user: RITA };
  const nonce = (n: number) => `3f0b2f7e-6c1d-4b53-9a39-0d6f0a6f3d1${n}`;
  await handlers['messages.send']({ conversationId: 1, text: 'na fila', nonce: nonce(1) }, window);
  await handlers['messages.send']({ conversationId: 2, text: 'em curso', nonce: nonce(2) }, window);
  await handlers['conversation.draft']({ conversationId: 1, text: 'rascunho' }, window);
  const run = (sql: string) => shop.db.statement('test.run', sql).run();
  run(
    `UPDATE outbox SET state = 'sending', attempts = 1 WHERE message_id = (SELECT max(message_id) FROM outbox)`,
  );
  run(`INSERT INTO note (conversation_id, body, at) VALUES (1, 'nota', 1)`);
  run(`INSERT INTO follow_up (conversation_id, state, body, due_at) VALUES (1, 'active', 'retorno', 1)`);
  run(`INSERT INTO schedule (conversation_id, state, body, due_at) VALUES (1, 'waiting', 'agenda', 1)`);
  run(`INSERT INTO prompt (channel_id, name, body) VALUES (${OLD}, 'saudação', '')`);
  run(`INSERT INTO integration (channel_id, name, settings) VALUES (${OLD}, 'agenda', '')`);
}
