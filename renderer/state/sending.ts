/** Presses of send on their way to main, by conversation. */
import { create } from 'zustand';
import type { CallError } from '../../preload/contract.ts';
import type { Attachment, Message } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { answer, change, draftOf, EMPTY_DRAFT, saveDraft, saveSoon } from './composer.ts';
import { takeAnswer } from './conversation.ts';

/** One press of send. It keeps its nonce through every retry, so that main can take it only once. */
export interface Sending {
  nonce: string;
  text: string;
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

export function forgetSending(): void {
  useSending.setState({ sending: {} });
}

function updateSending(conversationId: number, next: (held: readonly Sending[]) => readonly Sending[]): void {
  useSending.setState(({ sending }) => ({
    sending: { ...sending, [conversationId]: next(sending[conversationId] ?? []) },
  }));
}

function press(about: Partial<Sending>): Sending {
  return {
    nonce: crypto.randomUUID(),
    text: '',
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

/** Sends what the draft holds: each file is a message, and the text is the first one's caption. */
export function send(conversationId: number): void {
  const { text, files, replyTo } = draftOf(conversationId);
  const ready = files.filter(({ attachment }) => attachment !== undefined);
  const presses =
    ready.length === 0
      ? [press({ text, replyTo })]
      : ready.map(({ attachment, localAddress, asDocument }, index) =>
          press({
            attachment,
            localAddress,
            ...(asDocument && { as: 'document' as const }),
            // Sound has no caption at WhatsApp: its words follow it.
            ...(index === 0 && { replyTo, ...(attachment?.kind !== 'audio' && { text }) }),
          }),
        );
  if (ready[0]?.attachment?.kind === 'audio' && text.trim() !== '') presses.push(press({ text }));
  change(conversationId, () => EMPTY_DRAFT);
  saveSoon(conversationId);
  saveDraft(conversationId);
  dispatch(conversationId, presses);
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
  updateSending(conversationId, (held) => [...held, ...presses]);
  for (const each of presses) void post(conversationId, each);
}

export function sendAgain(conversationId: number, again: Sending): Promise<void> {
  updateSending(conversationId, (held) =>
    held.map((each) => (each.nonce === again.nonce ? { ...each, error: undefined } : each)),
  );
  return post(conversationId, again);
}

export function giveUp(conversationId: number, nonce: string): void {
  const given = useSending.getState().sending[conversationId]?.find((each) => each.nonce === nonce);
  if (given?.localAddress !== undefined) URL.revokeObjectURL(given.localAddress);
  updateSending(conversationId, (held) => held.filter((each) => each.nonce !== nonce));
}

/** One after the other, so that several files arrive in the order in which they were chosen. */
let line: Promise<unknown> = Promise.resolve();

function post(conversationId: number, sending: Sending): Promise<void> {
  const turn = line.then(() => postNow(conversationId, sending));
  line = turn;
  return turn;
}

async function postNow(conversationId: number, sending: Sending): Promise<void> {
  const { nonce, text, attachment, as, voice, replyTo } = sending;
  const reply = await call('messages.send', {
    conversationId,
    text,
    nonce,
    ...(attachment && { attachmentId: attachment.attachmentId }),
    ...(as && { as }),
    ...(voice && { voice }),
    ...(replyTo && { replyTo: replyTo.id }),
  });
  if (reply.ok) {
    takeAnswer(reply.value);
    giveUp(conversationId, nonce);
    return;
  }
  updateSending(conversationId, (held) =>
    held.map((each) => (each.nonce === nonce ? { ...each, error: reply.error } : each)),
  );
}
