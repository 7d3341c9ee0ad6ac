/** Presses of send on their way to main, by conversation. */
import { create } from 'zustand';
import type { CallError, CallInput } from '../../preload/contract.ts';
import type { Attachment, Message } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { answer, change, draftOf, EMPTY_DRAFT, saveDraft, savedDraft, saveSoon } from './composer.ts';
import { takeAnswer } from './conversation.ts';
import { arrival, bringAgain, leaveUpload, leaveUploads } from './uploads.ts';

/** One press of send. It keeps its nonce through every retry, so that main can take it only once. */
export interface Sending {
  nonce: string;
  text: string;
  /** Its file, while that is on its way to main. */
  coming: { key: string; fileName: string } | undefined;
  attachment: Attachment | undefined;
  localAddress: string | undefined;
  as: 'document' | 'voice' | undefined;
  voice: { seconds: number; waveform: number[] } | undefined;
  replyTo: Message | undefined;
  at: number;
  error: CallError | undefined;
}

interface SendingState {
  sending: Readonly<Record<number, readonly Sending[]>>;
}

export const useSending = create<SendingState>()(() => ({ sending: {} }));

/** Changes one press, wherever its conversation has gone to meanwhile. */
function replace(nonce: string, by: (press: Sending) => readonly Sending[]): void {
  useSending.setState(({ sending }) => ({
    sending: Object.fromEntries(
      Object.entries(sending).map(([id, held]) => [
        id,
        held.some((each) => each.nonce === nonce)
          ? held.flatMap((each) => (each.nonce === nonce ? by(each) : [each]))
          : held,
      ]),
    ),
  }));
}

function find(nonce: string): Sending | undefined {
  return Object.values(useSending.getState().sending)
    .flat()
    .find((each) => each.nonce === nonce);
}

function press(about: Partial<Sending>): Sending {
  return {
    nonce: crypto.randomUUID(),
    text: '',
    coming: undefined,
    attachment: undefined,
    localAddress: undefined,
    as: undefined,
    voice: undefined,
    replyTo: undefined,
    at: Date.now(),
    error: undefined,
    ...about,
  };
}

/**
 * Sends what the draft holds: each file is a message, and the text is the first one's caption. What was pressed is
 * settled then: a file may still be on its way, but what is written or opened meanwhile is not sent with it.
 */
export function send(conversationId: number): void {
  const { text, files, replyTo, editing, isNote } = draftOf(conversationId);
  if (editing || isNote) return;
  const presses =
    files.length === 0
      ? [press({ text, replyTo })]
      : files.map(({ key, fileName, attachment, localAddress, asDocument }, index) =>
          press({
            coming: attachment ? undefined : { key, fileName },
            attachment,
            localAddress,
            ...(asDocument && { as: 'document' as const }),
            ...(index === 0 && { replyTo, text }),
          }),
        );
  change(conversationId, () => EMPTY_DRAFT);
  saveSoon(conversationId);
  saveDraft(conversationId);
  dispatch(conversationId, presses);
}

/** Of a conversation that has become part of another. */
export function moveSending(from: number, into: number): void {
  useSending.setState(({ sending: { [from]: moved = [], ...others } }) => ({
    sending: { ...others, [into]: [...(others[into] ?? []), ...moved] },
  }));
}

export function sendVoice(
  conversationId: number,
  attachment: Attachment,
  voice: { seconds: number; waveform: number[] },
): void {
  const { replyTo } = draftOf(conversationId);
  if (replyTo) answer(conversationId, undefined);
  dispatch(conversationId, [press({ attachment, voice, as: 'voice', replyTo })]);
}

function dispatch(conversationId: number, presses: readonly Sending[]): void {
  useSending.setState(({ sending }) => ({
    sending: { ...sending, [conversationId]: [...(sending[conversationId] ?? []), ...presses] },
  }));
  for (const { nonce } of presses) void post(conversationId, nonce);
}

export function sendAgain(conversationId: number, { nonce, coming }: Sending): Promise<void> {
  if (coming) void bringAgain(coming.key);
  replace(nonce, (each) => [{ ...each, error: undefined }]);
  return post(conversationId, nonce);
}

export function giveUp(nonce: string): void {
  const given = find(nonce);
  if (given?.localAddress !== undefined) URL.revokeObjectURL(given.localAddress);
  if (given?.coming) leaveUpload(given.coming.key);
  replace(nonce, () => []);
}

/** In each conversation one after the other, so that all arrives in the order in which it was pressed. */
const lines = new Map<number, Promise<void>>();
/** Those that main was asked to take, and has not answered yet. */
const asked = new Set<string>();

function post(conversationId: number, nonce: string): Promise<void> {
  const turn = (lines.get(conversationId) ?? Promise.resolve()).then(() => postNow(conversationId, nonce));
  lines.set(conversationId, turn);
  return turn;
}

async function postNow(conversationId: number, nonce: string): Promise<void> {
  const coming = find(nonce)?.coming;
  if (coming) {
    const result = await arrival(coming.key);
    if (result.ok) leaveUpload(coming.key);
    replace(nonce, (each) => [
      result.ok
        ? { ...each, coming: undefined, attachment: result.attachment }
        : { ...each, error: result.error },
    ]);
  }
  const sending = find(nonce);
  // Given up meanwhile, or its file did not come, or somebody else has the counter.
  if (!sending || sending.error) return;
  const { attachment, as, voice, replyTo } = sending;
  // Sound has no caption at WhatsApp: its words follow it.
  const after = attachment?.kind === 'audio' && sending.text.trim() !== '' ? sending.text : undefined;
  const follows = after === undefined ? undefined : press({ text: after });
  if (follows) replace(nonce, (each) => [{ ...each, text: '' }, follows]);
  asked.add(nonce);
  const reply = await call('messages.send', {
    conversationId,
    text: follows ? '' : sending.text,
    nonce,
    ...(attachment && { attachmentId: attachment.attachmentId }),
    ...(as && { as }),
    ...(voice && { voice }),
    ...(replyTo && { replyTo: replyTo.id }),
  });
  asked.delete(nonce);
  if (reply.ok) {
    takeAnswer(reply.value);
    giveUp(nonce);
  } else {
    replace(nonce, (each) => [{ ...each, error: reply.error }]);
  }
  if (follows) await postNow(conversationId, follows.nonce);
}

/** What was pressed and has not gone: in each conversation what is written there, and under it those words and files. */
let unsent: CallInput<'conversation.draft'>[] = [];

function takeUnsent(): void {
  for (const [key, held] of Object.entries(useSending.getState().sending)) {
    const left = held.filter(({ nonce }) => !asked.has(nonce));
    if (left.length === 0) continue;
    const draft = savedDraft(Number(key));
    const replyTo = draft.replyTo ?? left.find((each) => each.replyTo)?.replyTo?.id;
    unsent.push({
      ...draft,
      text: [draft.text, ...left.map(({ text }) => text)].filter((text) => text.trim() !== '').join('\n'),
      attachmentIds: [
        ...(draft.attachmentIds ?? []),
        ...left.flatMap(({ attachment }) => attachment?.attachmentId ?? []),
      ],
      ...(replyTo !== undefined && { replyTo }),
    });
  }
  useSending.setState({ sending: {} });
}

/** Before the counter is locked or the window goes: what cannot go any more waits as a draft. */
export function keepUnsent(): void {
  takeUnsent();
  saveUnsent();
}

/** To whoever comes to the counter next, where it locked itself and nothing could be saved. */
export function saveUnsent(): void {
  for (const draft of unsent) void call('conversation.draft', draft);
  unsent = [];
}

/** No file comes any more, and main has answered all that it was asked. */
export async function settleSending(): Promise<void> {
  leaveUploads();
  await Promise.all(lines.values());
}

export function forgetSending(): void {
  takeUnsent();
}
