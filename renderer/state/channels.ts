import { create } from 'zustand';
import type { CallError, CallInput, CallOutput, Reply } from '../../preload/contract.ts';
import type { Channel } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

/** What the last *Atualizar* heard, and when. */
export type Check =
  | { state: 'asking' }
  | { state: 'answered'; roundTripMs: number; at: number }
  | { state: 'failed'; error: CallError; at: number };

interface ChannelsState {
  /** Undefined until main has told. */
  channels: readonly Channel[] | undefined;
  limit: number;
  error: CallError | undefined;
  checks: Readonly<Record<number, Check>>;
}

const NOTHING: ChannelsState = { channels: undefined, limit: 0, error: undefined, checks: {} };

export const useChannels = create<ChannelsState>()(() => NOTHING);

export function forgetChannels(): void {
  useChannels.setState(NOTHING);
}

export async function loadChannels(): Promise<void> {
  const reply = await call('channels.list');
  useChannels.setState(
    reply.ok
      ? { channels: reply.value.channels, limit: reply.value.limit, error: undefined }
      : { error: reply.error },
  );
}

/** A channel's new snapshot. */
export function takeChannel(channel: Channel): void {
  useChannels.setState(({ channels }) => {
    if (!channels) return {};
    const known = channels.some(({ id }) => id === channel.id);
    return {
      channels: known
        ? channels.map((each) => (each.id === channel.id ? channel : each))
        : [...channels, channel],
    };
  });
}

function taken(reply: Reply<Channel>): CallError | undefined {
  if (!reply.ok) return reply.error;
  takeChannel(reply.value);
  return undefined;
}

export async function setChannelLimit(limit: number): Promise<CallError | undefined> {
  const reply = await call('channels.setLimit', { limit });
  if (!reply.ok) return reply.error;
  await loadChannels();
  return undefined;
}

export async function createChannel(input: CallInput<'channels.create'>): Promise<Reply<Channel>> {
  const reply = await call('channels.create', input);
  taken(reply);
  return reply;
}

export async function renameChannel(channelId: number, name: string): Promise<CallError | undefined> {
  return taken(await call('channels.rename', { channelId, name }));
}

export async function connectChannel(channelId: number): Promise<CallError | undefined> {
  const reply = await call('channels.connect', { channelId });
  return reply.ok ? undefined : reply.error;
}

/** Unlinks its phone, so that another can be linked. */
export async function unlinkPhone(channelId: number): Promise<Reply<CallOutput<'pairing.reset'>>> {
  return call('pairing.reset', { channelId });
}

export type RemovalPlan = CallOutput<'channels.bound'>;

export async function planRemoval(channelId: number): Promise<Reply<RemovalPlan>> {
  return call('channels.bound', { channelId });
}

export async function removeChannel(
  channelId: number,
  into: number | undefined,
): Promise<CallError | undefined> {
  const reply = await call('channels.remove', { channelId, ...(into !== undefined && { into }) });
  return reply.ok ? undefined : reply.error;
}

export async function archiveChannel(channelId: number): Promise<Reply<{ folder: string }>> {
  return call('channels.archive', { channelId });
}

export async function checkChannel(channelId: number): Promise<void> {
  const note = (check: Check) =>
    useChannels.setState(({ checks }) => ({ checks: { ...checks, [channelId]: check } }));
  note({ state: 'asking' });
  const reply = await call('channels.check', { channelId });
  const at = Date.now();
  note(
    reply.ok
      ? { state: 'answered', roundTripMs: reply.value.roundTripMs, at }
      : { state: 'failed', error: reply.error, at },
  );
}

export function useChannel(id: number | undefined): Channel | undefined {
  return useChannels(({ channels }) => channels?.find((channel) => channel.id === id));
}
