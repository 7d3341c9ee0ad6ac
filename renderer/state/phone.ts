/** The phones behind the channels that were looked at: what is ticked, how old the account is, what is off. */
import { create } from 'zustand';
import type { CallError, CallInput, Reply } from '../../preload/contract.ts';
import type { AccountAge, HealthWarning, PhoneGuide } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

type Item = CallInput<'phone.tick'>['item'];

interface PhoneFacts {
  guide?: PhoneGuide;
  health?: readonly HealthWarning[];
  error?: CallError | undefined;
}

interface PhoneState {
  phones: Readonly<Record<number, PhoneFacts>>;
}

const usePhones = create<PhoneState>()(() => ({ phones: {} }));

const UNKNOWN: PhoneFacts = {};

export function usePhone(channelId: number): PhoneFacts {
  return usePhones(({ phones }) => phones[channelId] ?? UNKNOWN);
}

function note(channelId: number, facts: PhoneFacts): void {
  usePhones.setState(({ phones }) => ({
    phones: { ...phones, [channelId]: { ...phones[channelId], ...facts } },
  }));
}

export function forgetPhones(): void {
  usePhones.setState({ phones: {} });
}

/** What is on its way to main, and how much has set out so far. */
let saving = 0;
let saved = 0;

/** A guide from before something was ticked here would untick it for a moment: it is let go. */
export async function loadPhone(channelId: number): Promise<void> {
  const savedBefore = saved;
  const [guide, health] = await Promise.all([
    call('phone.guide', { channelId }),
    call('phone.health', { channelId }),
  ]);
  const fresh = saving === 0 && saved === savedBefore;
  note(channelId, {
    ...(guide.ok && fresh && { guide: guide.value }),
    ...(health.ok && { health: health.value }),
    error: guide.ok ? undefined : guide.error,
  });
}

/** A channel has changed: its ticks and warnings may have, too. */
export function refreshPhone(channelId: number): void {
  if (usePhones.getState().phones[channelId]) void loadPhone(channelId);
}

/** Shown at once; what main has in the end is asked for when all of it is saved or refused. */
async function save(
  channelId: number,
  change: (guide: PhoneGuide) => PhoneGuide,
  send: () => Promise<Reply<unknown>>,
): Promise<CallError | undefined> {
  const guide = usePhones.getState().phones[channelId]?.guide;
  if (guide) note(channelId, { guide: change(guide) });
  saving++;
  saved++;
  const reply = await send();
  saving--;
  if (saving === 0) void loadPhone(channelId);
  return reply.ok ? undefined : reply.error;
}

export function tick(channelId: number, item: Item, ticked: boolean): Promise<CallError | undefined> {
  return save(
    channelId,
    (guide) => withTick(guide, item, ticked ? Date.now() : undefined),
    () => call('phone.tick', { channelId, item, ticked }),
  );
}

function withTick(guide: PhoneGuide, item: Item, at: number | undefined): PhoneGuide {
  const set = <T extends { id: Item; tickedAt?: number | undefined }>(each: T): T =>
    each.id === item ? { ...each, tickedAt: at } : each;
  return { ...guide, points: guide.points.map(set), linkChecks: guide.linkChecks.map(set) };
}

export function sayAge(channelId: number, age: AccountAge): Promise<CallError | undefined> {
  return save(
    channelId,
    (guide) => ({ ...guide, accountAge: age }),
    () => call('phone.accountAge', { channelId, age }),
  );
}

/** *Abri o WhatsApp no celular*; the channel's new snapshot follows by itself. */
export async function declareSeen(channelId: number): Promise<CallError | undefined> {
  const reply = await call('phone.declareSeen', { channelId });
  return reply.ok ? undefined : reply.error;
}
