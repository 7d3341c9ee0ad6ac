import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Conversation, InboxRow, Message } from '../../preload/entities.ts';
import { fakeStation, type FakeStation } from '../testing/station.ts';
import { draftOf, forgetComposer, setNote, takeDraft, writeDraft } from './composer.ts';
import {
  forgetConversation,
  openConversation,
  takeConversationChange,
  useConversation,
} from './conversation.ts';
import { forgetInbox, refreshRows } from './inbox.ts';
import { forgetSending, saveUnsent, send, useSending } from './sending.ts';
import { forgetUnsaved } from './unsaved.ts';

let station: FakeStation;
/** What main has: the conversation that each id leads to. */
let leads: Record<number, Conversation>;

const conversation = (id: number, about: Partial<Conversation> = {}) =>
  ({ id, channelId: 1, contact: {}, unread: 0, draft: '', draftAttachments: [], ...about }) as Conversation;
const message = (id: number, conversationId: number) => ({ id, conversationId, text: `${id}` }) as Message;
const row = (conversationId: number, channelId: number) =>
  ({ conversationId, channelId, contact: {} }) as InboxRow;
const open = () => useConversation.getState();

beforeEach(async () => {
  station = await fakeStation();
  leads = { 1: conversation(1), 2: conversation(2) };
  station.answer('conversation.open', ({ conversationId }: { conversationId: number }) => {
    const found = leads[conversationId];
    if (!found) return { ok: false, error: { code: 'conversation-not-found' } };
    return { ok: true, value: { conversation: found, messages: [message(5, found.id)], more: false } };
  });
  station.answer('conversation.around', ({ messageId }: { messageId: number }) => ({
    ok: true,
    value: { messages: [message(messageId, 1)], moreBefore: true, moreAfter: true, messageId },
  }));
  station.answer('inbox.list', () => ({ ok: true, value: { rows: [], counts: {}, total: 0 } }));
  station.answer('inbox.rows', () => ({ ok: true, value: [] }));
});
afterEach(() => {
  forgetSending();
  forgetComposer();
  forgetUnsaved();
  saveUnsent();
  forgetConversation();
  forgetInbox();
});

test('AT-10 a conversation that is merged while it is open goes on as the one it has become', async () => {
  await openConversation(1);
  takeDraft(conversation(1), undefined);
  writeDraft(1, 'Já vej');
  leads[1] = conversation(2, { draft: 'Bom dia' });
  refreshRows([1, 2]);
  await vi.waitFor(() => expect(open().conversation?.id).toBe(2));
  expect(open().openId).toBe(2);
  expect(draftOf(2).text).toBe('Já vej');
  station.answer('conversation.messages', () => ({ ok: true, value: [message(6, 2)] }));
  takeConversationChange({ conversationId: 2, messageIds: [6] });
  await vi.waitFor(() => expect(open().messages.map(({ id }) => id)).toEqual([5, 6]));
});

test('AT-10 what is refused, and a note that was begun, move to the conversation that was merged into', async () => {
  station.answer('messages.send', () => ({ ok: false, error: { code: 'contact-blocked' } }));
  await openConversation(1);
  writeDraft(1, 'Bom dia');
  send(1);
  setNote(1, true);
  writeDraft(1, 'Cliente dif');
  await vi.waitFor(() =>
    expect(useSending.getState().sending[1]).toMatchObject([{ text: 'Bom dia', error: {} }]),
  );
  leads[1] = conversation(2);
  refreshRows([1]);
  await vi.waitFor(() => expect(open().openId).toBe(2));
  expect(useSending.getState().sending[2]).toMatchObject([{ text: 'Bom dia' }]);
  expect(draftOf(2)).toMatchObject({ text: 'Cliente dif', isNote: true });
});

test('AT-10 drafts of both that main has put together stay together', async () => {
  await openConversation(1);
  takeDraft(conversation(1, { draft: 'tudo bem?' }), undefined);
  leads[1] = conversation(2, { draft: 'Olá,\ntudo bem?' });
  refreshRows([1]);
  await vi.waitFor(() => expect(open().openId).toBe(2));
  expect(draftOf(2).text).toBe('Olá,\ntudo bem?');
});

test('CH-9 a conversation that moves to another channel while it is open is written there', async () => {
  await openConversation(1);
  station.answer('inbox.rows', () => ({ ok: true, value: [row(1, 7)] }));
  refreshRows([1]);
  await vi.waitFor(() => expect(open().conversation?.channelId).toBe(7));
});

test('AT-10 an old id opens what it leads to, at its message', async () => {
  leads[1] = conversation(2);
  await openConversation(1, { messageId: 3 });
  expect(open()).toMatchObject({ openId: 2, aim: { messageId: 3 } });
});

test('AT-5 a hit in a conversation that was left before it was there moves nothing in the next', async () => {
  const first = openConversation(1, { messageId: 3 });
  await Promise.all([first, openConversation(2)]);
  expect(open().openId).toBe(2);
  expect(open().aim).toBeUndefined();
  expect(station.asked('conversation.around')).toEqual([]);
});
