import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../failure.ts';
import { createRing, type Ring } from '../inbox/testing/ring.ts';
import { lid, pn, says } from '../inbox/testing/wire.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const ANA = pn('5511987654321');
const ANA_LID = lid('10000000000001');

let ring: Ring;
beforeEach(async () => {
  ring = await createRing();
});
afterEach(() => ring.close());

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );
const list = (query = '', show: 'written' | 'all' | 'blocked' = 'written') =>
  ring.call('contacts.list', { query, show, limit: 50 });
const namesOf = async (...given: Parameters<typeof list>) =>
  (await list(...given)).rows.map(({ displayName }) => displayName);
const textsOf = async (conversationId: number) =>
  (await ring.call('conversation.open', { conversationId, limit: 100 })).messages.map(({ text }) => text);
const conversationsOf = async (contactId: number) =>
  (await ring.call('contacts.get', { contactId })).conversations;

async function wrote(name: string, chat = [ANA], text = 'Oi', at = NOON, channel = 1): Promise<number> {
  await ring.heard.messages(channel, [says(text, { chat, at, pushName: name })]);
  return (await list(name)).rows[0]!.id;
}

test('AT-10 lists people by name, accents and case aside, and finds parts of names and numbers', async () => {
  await wrote('Zélia', [pn('5521912345678')]);
  await wrote('ângela', [pn('5511912345678')]);
  await wrote('Bruno', [pn('551187650000')]);
  expect(await namesOf()).toEqual(['ângela', 'Bruno', 'Zélia']);
  expect(await namesOf('ELIA')).toEqual(['Zélia']);
  expect(await namesOf('(21) 91234')).toEqual(['Zélia']);
  expect(await namesOf('11 98765-0000')).toEqual(['Bruno']);
  expect(await namesOf('%')).toEqual([]);
});

test('AT-10 pages through 300 people without losing or repeating one', async () => {
  for (let n = 0; n < 300; n += 1)
    await ring.call('contacts.create', {
      name: n % 3 === 0 ? 'Ana' : `P${n}`,
      number: `+55119${80_000_000 + n}`,
    });
  const seen: number[] = [];
  let after: { key: string; id: number } | undefined;
  do {
    const page = await ring.call('contacts.list', { show: 'written', limit: 70, ...(after && { after }) });
    expect(page.total).toBe(300);
    seen.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after);
  expect(new Set(seen).size).toBe(300);
});

test('AT-10 a name typed here wins over what WhatsApp tells, and gives way when it is emptied', async () => {
  const contactId = await wrote('Aninha ✨');
  await ring.call('contacts.edit', {
    contactId,
    name: 'Ana Paula',
    email: 'ana@example.com',
    note: 'Sem glúten',
  });
  await ring.heard.contacts(1, [{ addresses: [ANA], savedName: 'Ana Vizinha' }]);
  expect(await ring.call('contacts.get', { contactId })).toMatchObject({
    displayName: 'Ana Paula',
    savedName: 'Ana Vizinha',
    pushName: 'Aninha ✨',
    email: 'ana@example.com',
    note: 'Sem glúten',
  });
  await ring.call('contacts.edit', { contactId, name: '' });
  expect(await namesOf()).toEqual(['Ana Vizinha']);
});

test('PR-4 whom only the phone knows is listed with all, and with those who wrote where the channel says so', async () => {
  await ring.heard.contacts(1, [{ addresses: [pn('5511900000001')], savedName: 'Só no celular' }]);
  expect(await namesOf()).toEqual([]);
  expect(await namesOf('', 'all')).toEqual(['Só no celular']);
  ring.preferences.set(2, { listAllContacts: true });
  expect(await namesOf()).toEqual([]);
  ring.preferences.set(1, { listAllContacts: true });
  expect(await namesOf()).toEqual(['Só no celular']);
});

test('AT-10 agreeing to offers is kept with date and origin, and can be taken back', async () => {
  const contactId = await wrote('Ana');
  const agree = (given: boolean, origin: string) => ring.call('contacts.optIn', { contactId, given, origin });
  expect(await refusalOf(agree(true, ''))).toBe('opt-in-origin-missing');
  expect(await agree(true, 'No balcão')).toMatchObject({
    optIn: true,
    optInAt: ring.clock.now(),
    optInOrigin: 'No balcão',
  });
  expect(await agree(false, '')).toMatchObject({ optIn: false });
});

test('AT-10 who is blocked is blocked here at once, and at WhatsApp as soon as it can be reached', async () => {
  const contactId = await wrote('Ana');
  ring.driver.behave(() => Promise.reject(new Error('offline')));
  await ring.call('contacts.block', { contactId, blocked: true });
  expect(await namesOf('', 'blocked')).toEqual(['Ana']);
  const open = async () =>
    (await ring.call('conversation.open', { conversationId: 1, limit: 1 })).conversation;
  expect((await open()).contact).toMatchObject({ id: contactId, blocked: true });
  expect(ring.told).toContainEqual({ name: 'inbox.changed', payload: { conversationIds: [1] } });
  ring.driver.behave(() => Promise.resolve());
  ring.heard.connected(1);
  await expect.poll(() => ring.driver.blocked).toEqual([{ chat: [ANA], blocked: true }]);
  ring.heard.disconnected(1);
  ring.heard.connected(1);
  await ring.heard.caughtUp(1);
  expect(ring.driver.blocked).toHaveLength(1);
});

test('AT-10 who is blocked on the phone is blocked here, unless the shop wishes otherwise', async () => {
  const contactId = await wrote('Ana');
  ring.heard.blocks(1, { change: 'all', people: [[ANA], [pn('5511900000001')]] });
  expect(await list('', 'blocked')).toMatchObject({ rows: [{}, {}] });
  ring.heard.blocks(1, { change: 'removed', people: [[ANA], [pn('5511900000002')]] });
  expect(await list('Ana', 'blocked')).toMatchObject({ rows: [] });
  // Not told yet, so what WhatsApp says is older.
  ring.driver.behave(() => Promise.reject(new Error('offline')));
  await ring.call('contacts.block', { contactId, blocked: true });
  ring.heard.blocks(1, { change: 'removed', people: [[ANA]] });
  expect(await namesOf('Ana', 'blocked')).toEqual(['Ana']);
});

test('AT-10 a contact is made by hand once, whichever way the number is written', async () => {
  const create = (number: string) => ring.call('contacts.create', { name: 'Bia', number });
  const { id } = await create('(11) 98765-0000');
  expect(await refusalOf(create('+55 11 8765-0000'))).toBe('contact-exists');
  expect(await refusalOf(create('12'))).toBe('number-invalid');
  const open = () => ring.call('contacts.conversation', { contactId: id, channelId: 1 });
  expect(await open()).toEqual(await open());
  expect(await refusalOf(ring.call('contacts.conversation', { contactId: id, channelId: 9 }))).toBe(
    'channel-not-found',
  );
});

test('AT-10 two contacts of one person become one by hand, in time order, and apart again', async () => {
  const byNumber = await wrote('Ana do número', [ANA], 'primeira', NOON);
  const byLid = await wrote('Ana do LID', [ANA_LID], 'segunda', NOON + 60_000);
  await wrote('Ana do LID', [ANA_LID], 'em outro canal', NOON + 90_000, 2);
  await wrote('Ana do número', [ANA], 'terceira', NOON + 120_000);
  await ring.call('contacts.edit', { contactId: byLid, note: 'prefere à tarde' });
  const kept = (await conversationsOf(byNumber))[0]!.id;
  const apart = await conversationsOf(byLid);

  const { mergeId } = await ring.call('contacts.merge', { into: byNumber, from: byLid });
  expect(await namesOf()).toEqual(['Ana do número']);
  expect(await textsOf(kept)).toEqual(['primeira', 'segunda', 'terceira']);
  expect(new Set((await conversationsOf(byNumber)).map(({ channelId }) => channelId))).toEqual(
    new Set([1, 2]),
  );
  expect((await ring.call('contacts.get', { contactId: byNumber })).merges).toMatchObject([
    { id: mergeId, displayName: 'Ana do LID', userName: 'Rita' },
  ]);
  // Both ways to reach her lead to the same conversation from now on.
  await wrote('Ana do LID', [ANA_LID], 'quarta', NOON + 180_000);
  expect(await textsOf(kept)).toContain('quarta');

  expect(await ring.call('contacts.undoMerge', { mergeId })).toEqual({ contactId: byLid });
  expect(await textsOf(kept)).toEqual(['primeira', 'terceira', 'quarta']);
  expect(new Set((await conversationsOf(byLid)).map(({ id }) => id))).toEqual(
    new Set(apart.map(({ id }) => id)),
  );
  expect((await Promise.all(apart.map(({ id }) => textsOf(id)))).flat().sort()).toEqual([
    'em outro canal',
    'segunda',
  ]);
  expect(await ring.call('contacts.get', { contactId: byLid })).toMatchObject({ note: 'prefere à tarde' });
  await wrote('Ana do LID', [ANA_LID], 'quinta', NOON + 240_000);
  expect(await textsOf(kept)).not.toContain('quinta');
  expect(await refusalOf(ring.call('contacts.undoMerge', { mergeId }))).toBe('merge-not-found');
});

/** What the shop keeps about somebody. */
async function know(contactId: number, note: string, email: string): Promise<void> {
  await ring.call('contacts.edit', { contactId, note, email });
  await ring.call('contacts.optIn', { contactId, given: true, origin: 'No balcão' });
  await ring.call('contacts.block', { contactId, blocked: true });
}
const sending = (conversationId: number) =>
  refusalOf(
    ring.call('messages.send', { conversationId, text: 'Oi', nonce: '00000000-0000-4000-8000-000000000001' }),
  );

test('AT-10 whoever turns out to be known already stays blocked, and keeps what the shop knows of them', async () => {
  const byNumber = await wrote('Ana', [ANA]);
  await ring.call('contacts.edit', { contactId: byNumber, note: 'paga à vista' });
  const byLid = await wrote('Ana do LID', [ANA_LID], 'segunda', NOON + 60_000);
  const other = await wrote('Outra conta', [pn('5511900000009')]);
  const { mergeId } = await ring.call('contacts.merge', { into: byLid, from: other });
  await know(byLid, 'prefere à tarde', 'ana@example.com');
  await ring.heard.contacts(1, [{ addresses: [ANA, ANA_LID] }]);
  expect((await list()).rows.map(({ id }) => id)).toEqual([byNumber]);
  expect(await ring.call('contacts.get', { contactId: byNumber })).toMatchObject({
    blocked: true,
    note: 'paga à vista\nprefere à tarde',
    email: 'ana@example.com',
    optIn: true,
    optInOrigin: 'No balcão',
    merges: [{ id: mergeId }],
  });
  expect(await sending((await conversationsOf(byNumber))[0]!.id)).toBe('contact-blocked');
});

test('AT-10 two made one by hand are blocked when either was; apart again, each has what it had', async () => {
  const a = await wrote('A', [pn('5511900000001')]);
  const b = await wrote('B', [pn('5511900000002')]);
  await ring.call('contacts.edit', { contactId: a, note: 'nota de A' });
  await know(b, 'nota de B', 'b@example.com');
  const told = () => ring.driver.blocked.map(({ chat, blocked }) => [chat.length, blocked]);
  await expect.poll(told).toEqual([[1, true]]);
  const { mergeId } = await ring.call('contacts.merge', { into: a, from: b });
  await expect.poll(told).toEqual([
    [1, true],
    [2, true],
  ]);
  const both = { blocked: true, note: 'nota de A\nnota de B', email: 'b@example.com', optIn: true };
  expect(await ring.call('contacts.get', { contactId: a })).toMatchObject(both);
  await ring.call('contacts.undoMerge', { mergeId });
  const apart = await ring.call('contacts.get', { contactId: a });
  expect(apart).toMatchObject({ blocked: false, note: 'nota de A', optIn: false });
  expect(apart.email).toBeUndefined();
  await expect
    .poll(() => told().slice(2))
    .toEqual([
      [1, false],
      [1, true],
    ]);
  expect(await ring.call('contacts.get', { contactId: b })).toMatchObject({
    blocked: true,
    note: 'nota de B',
    email: 'b@example.com',
  });
});

test('AT-10 what was written about them while they were one stays where it was written', async () => {
  const a = await wrote('A', [pn('5511900000001')]);
  const b = await wrote('B', [pn('5511900000002')]);
  await know(b, 'nota de B', 'b@example.com');
  const { mergeId } = await ring.call('contacts.merge', { into: a, from: b });
  await ring.call('contacts.edit', { contactId: a, note: 'nova', email: 'novo@example.com' });
  await ring.call('contacts.undoMerge', { mergeId });
  expect(await ring.call('contacts.get', { contactId: a })).toMatchObject({
    note: 'nova',
    email: 'novo@example.com',
  });
});

test('AT-10 merges are taken back in the order of the newest first', async () => {
  const [a, b, c] = [
    await wrote('A', [pn('5511900000001')]),
    await wrote('B', [pn('5511900000002')]),
    await wrote('C', [pn('5511900000003')]),
  ];
  const first = await ring.call('contacts.merge', { into: b, from: c });
  const second = await ring.call('contacts.merge', { into: a, from: b });
  expect(await refusalOf(ring.call('contacts.undoMerge', first))).toBe('merge-not-last');
  await ring.call('contacts.undoMerge', second);
  await ring.call('contacts.undoMerge', first);
  expect(await namesOf()).toEqual(['A', 'B', 'C']);
});

test('AT-10 nobody is merged with themselves, and no group with anybody', async () => {
  const a = await wrote('A');
  expect(await refusalOf(ring.call('contacts.merge', { into: a, from: a }))).toBe('contact-itself');
  expect(await refusalOf(ring.call('contacts.merge', { into: a, from: 999 }))).toBe('contact-not-found');
});

test('AT-10 an import makes new people, adds to known ones, empties nothing, and changes nothing the second time', async () => {
  const contactId = await wrote('Aninha', [ANA]);
  await ring.call('contacts.edit', { contactId, email: 'ana@example.com' });
  const text =
    'nome;telefone;email;nota\nAna Paula;11 98765-4321;;cliente antiga\nBia;21 91234-5678;b@example.com;\nX;1;;';
  const order = { format: 'csv', text } as const;
  const foreseen = await ring.call('contacts.import', { ...order, dryRun: true });
  expect(foreseen).toMatchObject({ created: 1, updated: 1, unchanged: 0, refused: [{ line: 4 }] });
  expect(await namesOf()).toEqual(['Aninha']);
  expect(await ring.call('contacts.import', { ...order, dryRun: false })).toEqual(foreseen);
  expect(await namesOf()).toEqual(['Ana Paula', 'Bia']);
  expect(await ring.call('contacts.get', { contactId })).toMatchObject({
    email: 'ana@example.com',
    note: 'cliente antiga',
  });
  expect(await ring.call('contacts.import', { ...order, dryRun: false })).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 2,
  });
});

test('AT-10 a file never makes two people one', async () => {
  await wrote('A', [pn('5511900000001')]);
  await wrote('B', [pn('5511900000002')]);
  const text = 'nome;telefone\nJuntos;+5511900000001, +5511900000002';
  expect(await ring.call('contacts.import', { format: 'csv', text, dryRun: false })).toMatchObject({
    refused: [{ reason: 'two-people' }],
  });
  expect(await namesOf()).toEqual(['A', 'B']);
});

test('AT-10 what is exported is imported again', async () => {
  await ring.call('contacts.create', { name: 'Bia; "a boa"', number: '21 91234-5678' });
  for (const format of ['csv', 'vcard'] as const) {
    const { text, count } = await ring.call('contacts.export', { format });
    expect(count).toBe(1);
    const report = await ring.call('contacts.import', { format, text, dryRun: false });
    expect(report).toEqual({ created: 0, updated: 0, unchanged: 1, refused: [] });
  }
});
