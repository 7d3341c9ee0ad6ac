import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calls } from '../../preload/contract.ts';
import type { User } from '../../preload/entities.ts';
import { WEEK } from '../automation/testing/situations.ts';
import { createBus, type EventBus } from '../api/bus.ts';
import type { Database } from '../db/database.ts';
import { wordsIn } from '../i18n/index.ts';
import { createStagedStore, type Staged } from '../media/staged.ts';
import { createMediaStore } from '../media/store.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { openTestDatabase } from '../testing/new-database.ts';
import { useTempFolder } from '../testing/temp-folder.ts';
import { createAudit } from '../users/audit.ts';
import { quickReplyHandlers } from './handlers.ts';
import { createQuickReplies } from './store.ts';
import { createValuesFor } from './values.ts';

const folder = useTempFolder();
const marta: User = { id: 1, name: 'Marta', role: 'manager' };

let clock: ManualClock;
let bus: EventBus;
let db: Database;
let handlers: ReturnType<typeof quickReplyHandlers>;

beforeEach(async () => {
  clock = createManualClock();
  bus = createBus(clock);
  db = await openTestDatabase(path.join(folder(), 'station.sqlite'), clock);
  for (const sql of [
    `INSERT INTO user (id, name, name_key, role, pin_hash, created_at) VALUES (1, 'Marta', 'marta', 'manager', '', 0)`,
    `INSERT INTO channel (id, slug, name, name_key, method, created_at)
     VALUES (1, 'r', 'Recepção', 'recepcao', 'linked-device', 0)`,
    `INSERT INTO contact (id, kind, reach, display_name, created_at) VALUES (1, 'person', 'pn', 'Ana Prado', 0)`,
    `INSERT INTO contact (id, kind, reach, display_name, created_at) VALUES (2, 'person', 'pn', '+55 11 99999-0000', 0)`,
    `INSERT INTO conversation (id, channel_id, contact_id) VALUES (7, 1, 1)`,
    `INSERT INTO conversation (id, channel_id, contact_id) VALUES (8, 1, 2)`,
    `INSERT INTO merged_conversation (id, into_id) VALUES (9, 7)`,
  ]) {
    db.statement('sample', sql).run();
  }
  handlers = quickReplyHandlers({
    db,
    clock,
    bus,
    store: createQuickReplies(db),
    audit: createAudit(db, clock),
    valuesFor: createValuesFor({
      db,
      clock,
      words: () => wordsIn('pt-BR'),
      timeZone: () => 'America/Sao_Paulo',
      hoursOf: () => WEEK,
    }),
    staged: createStagedStore(db),
  });
});
afterEach(() => db.close());

const context = { window: { user: marta }, user: marta };

function save(shortcut: string, text: string, id?: number) {
  return handlers['quickReplies.save']({ shortcut, text, ...(id !== undefined && { id }) }, context);
}

test('AT-4 quick replies are listed by shortcut, changed and removed; windows hear of it', async () => {
  const heard: string[] = [];
  bus.subscribe(
    () => true,
    ({ event }) => heard.push(event),
  );
  const pix = await save('pix', 'Chave Pix: 11.222.333/0001-44');
  await save('endereco', 'Rua das Flores, 10');
  await save('pix2', 'Chave Pix nova', pix.id);
  expect(await handlers['quickReplies.list'](undefined, context)).toEqual([
    { id: pix.id + 1, shortcut: 'endereco', text: 'Rua das Flores, 10' },
    { id: pix.id, shortcut: 'pix2', text: 'Chave Pix nova' },
  ]);
  await handlers['quickReplies.remove']({ id: pix.id }, context);
  await handlers['quickReplies.remove']({ id: pix.id }, context);
  expect(await handlers['quickReplies.list'](undefined, context)).toHaveLength(1);
  clock.advance(100);
  expect(heard).toEqual(['quickReplies.changed']);
});

test('AT-4 two quick replies never share a shortcut', async () => {
  await save('pix', 'um');
  const { id } = await save('pix2', 'outro');
  expect(() => save('pix', 'dois')).toThrow(
    expect.objectContaining({ code: 'shortcut-taken', field: 'shortcut' }),
  );
  expect(() => save('pix', 'dois', id)).toThrow(expect.objectContaining({ code: 'shortcut-taken' }));
  await save('pix2', 'o mesmo, mudado', id);
  expect(() => save('pix9', 'de ninguém', 99)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test.each([
  ['', 'quick-reply-empty'],
  [' \n ', 'quick-reply-empty'],
  ['Oi {{nme}}', 'variable-unknown'],
])('MS-2 the text %j is refused as %s', (text, code) => {
  expect(() => save('x', text)).toThrow(expect.objectContaining({ code, field: 'text' }));
});

test('AT-4 variables are filled in for the conversation and its clock, by whoever writes', async () => {
  const { id } = await save(
    'ola',
    '{{saudacao}}, {{primeiro_nome}}! Aqui é {{atendente}}, {{canal}}. {{nome}} {{fila}} {{horario}}',
  );
  const fill = (conversationId: number) => handlers['quickReplies.fill']({ id, conversationId }, context);
  const filled = await fill(7);
  expect(filled.text).toMatch(
    /^(Bom dia|Boa tarde|Boa noite), Ana! Aqui é Marta, Recepção\. Ana Prado seg\. a sex\. 9h–18h$/,
  );
  expect(await fill(9)).toEqual(filled);
  expect((await fill(8)).text).toMatch(/^\S+ \S+! Aqui é Marta/);
  expect(() => fill(99)).toThrow(expect.objectContaining({ code: 'conversation-not-found' }));
});

test.each([
  ['Endereço', 'endereço'],
  [' pix ', 'pix'],
  ['2via', '2via'],
  ['com espaço', undefined],
  ['/pix', undefined],
  ['', undefined],
  ['a'.repeat(31), undefined],
  ['pix\u202e', undefined],
])('AT-4 the shortcut %j is read as %j', (shortcut, read) => {
  const parsed = calls['quickReplies.save'].input.safeParse({ shortcut, text: 'x' });
  expect(parsed.data?.shortcut).toBe(read);
});

const picture: Staged = {
  id: '3f0b2f7e-6c1d-4b53-9a39-0d6f0a6f3d11',
  at: 0,
  kind: 'image',
  mime: 'image/png',
  size: 2048,
  fileName: 'pix.png',
  seconds: null,
  width: 400,
  height: 300,
  file: 'a'.repeat(64),
  servedType: 'image/png',
  picture: 'b'.repeat(64),
  pictureSize: 1024,
  pictureWidth: 400,
  pictureHeight: 300,
  thumbnail: new Uint8Array([1, 2, 3]),
};

test('AT-4 a file goes with a quick reply: staged anew for each composer, held as long as the reply is there', async () => {
  const staged = createStagedStore(db);
  const media = createMediaStore(db);
  staged.add(picture);
  const file = { attachmentId: picture.id };
  const { id } = await handlers['quickReplies.save']({ shortcut: 'pix', text: '', file }, context);
  staged.remove(picture.id);
  expect(await handlers['quickReplies.list'](undefined, context)).toEqual([
    {
      id,
      shortcut: 'pix',
      text: '',
      file: { fileName: 'pix.png', kind: 'image', mime: 'image/png', size: 2048 },
    },
  ]);
  const fill = () => handlers['quickReplies.fill']({ id, conversationId: 7 }, context);
  const [one, other] = [await fill(), await fill()];
  expect(one.attachment).toMatchObject({ kind: 'image', fileName: 'pix.png', width: 400, preview: true });
  expect(one.attachment?.attachmentId).not.toBe(other.attachment?.attachmentId);
  expect(staged.get(one.attachment?.attachmentId ?? '')).toMatchObject({
    picture: picture.picture,
    thumbnail: Buffer.from([1, 2, 3]),
  });
  for (const each of [one, other]) staged.remove(each.attachment?.attachmentId ?? '');
  expect([picture.file, picture.picture].map((each) => media.isHeld(each ?? ''))).toEqual([true, true]);

  await handlers['quickReplies.save']({ id, shortcut: 'pix', text: 'Chave', file: 'kept' }, context);
  expect((await fill()).attachment?.fileName).toBe('pix.png');
  await handlers['quickReplies.save']({ id, shortcut: 'pix', text: 'Chave' }, context);
  expect(await fill()).toEqual({ text: 'Chave' });
  expect(() =>
    handlers['quickReplies.save']({ id, shortcut: 'pix', text: 'Chave', file: 'kept' }, context),
  ).toThrow(expect.objectContaining({ code: 'attachment-not-found' }));
  expect(() => handlers['quickReplies.save']({ shortcut: 'outra', text: 'x', file }, context)).toThrow(
    expect.objectContaining({ code: 'attachment-not-found' }),
  );
  expect(await handlers['quickReplies.list'](undefined, context)).toHaveLength(1);
});

test('AT-7 a reply may be for one queue; without its queue it is for all again', async () => {
  db.statement(
    'queue',
    `INSERT INTO queue (id, name, name_key, hue, position) VALUES (3, 'Vendas', 'vendas', 0, 0)`,
  ).run();
  const { id } = await handlers['quickReplies.save']({ shortcut: 'v', text: 'Oi', queueId: 3 }, context);
  expect(await handlers['quickReplies.list'](undefined, context)).toMatchObject([{ id, queueId: 3 }]);
  expect(() => handlers['quickReplies.save']({ shortcut: 'w', text: 'Oi', queueId: 4 }, context)).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
  db.statement('unqueue', 'DELETE FROM queue WHERE id = 3').run();
  expect(await handlers['quickReplies.list'](undefined, context)).toEqual([
    { id, shortcut: 'v', text: 'Oi' },
  ]);
});
