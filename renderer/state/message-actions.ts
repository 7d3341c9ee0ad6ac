/** What a person does to a message that is there: each press has a nonce, and main tells what has become of it. */
import type { CallError, Reply } from '../../preload/contract.ts';
import type { Message } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { takeMessage } from './conversation.ts';

type Done = Promise<CallError | undefined>;

function taken(reply: Reply<Message>): CallError | undefined {
  if (!reply.ok) return reply.error;
  takeMessage(reply.value);
  return undefined;
}

function done(reply: Reply<undefined>): CallError | undefined {
  return reply.ok ? undefined : reply.error;
}

/** Sends a message that failed, or that nobody knows of, again. */
export async function retryMessage(messageId: number): Done {
  return done(await call('messages.retry', { messageId }));
}

/** One emoji; an empty one takes it back. */
export async function react(messageId: number, emoji: string): Done {
  return taken(await call('messages.react', { messageId, emoji, nonce: crypto.randomUUID() }));
}

export async function editMessage(messageId: number, text: string, nonce: string): Done {
  return taken(await call('messages.edit', { messageId, text, nonce }));
}

/** For everyone. */
export async function deleteMessage(messageId: number): Done {
  return taken(await call('messages.delete', { messageId, nonce: crypto.randomUUID() }));
}

/** A change that failed goes; the message stays as it was. */
export async function dismissChange(messageId: number): Done {
  return taken(await call('messages.dismissChange', { messageId }));
}

/** Fetches a file that was left, or that did not come. */
export async function fetchMedia(messageId: number): Done {
  return done(await call('media.retry', { messageId }));
}
