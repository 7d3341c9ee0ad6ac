import { create } from 'zustand';
import type { CallError, CallInput } from '../../preload/contract.ts';
import type { ContactDetails, ContactRow } from '../../preload/entities.ts';
import { call } from '../bridge.ts';
import { gather } from './gather.ts';
import { goTo } from './ui.ts';

const PAGE = 100;
/** The contract gives so many at once. */
const MOST = 200;
/** While somebody types, the list is asked for once they pause. */
const TYPING_MS = 120;

export type ContactsShown = 'written' | 'all' | 'blocked';
type Cursor = NonNullable<CallInput<'contacts.list'>['after']>;

interface ContactsState {
  query: string;
  show: ContactsShown;
  /** By name; undefined until main has told. */
  rows: readonly ContactRow[] | undefined;
  next: Cursor | undefined;
  total: number;
  error: CallError | undefined;
  /** Somebody is about to be looked for: the search field takes the focus. */
  seeking: boolean;
  openId: number | undefined;
  details: ContactDetails | undefined;
}

const NOTHING: ContactsState = {
  query: '',
  show: 'written',
  rows: undefined,
  next: undefined,
  total: 0,
  error: undefined,
  seeking: false,
  openId: undefined,
  details: undefined,
};

export const useContacts = create<ContactsState>()(() => NOTHING);

export function forgetContacts(): void {
  useContacts.setState(NOTHING);
}

let asked = 0;

/** As many rows as are shown, unless told otherwise, so that the list does not jump under who reads it. */
export async function loadContacts(count = useContacts.getState().rows?.length ?? 0): Promise<void> {
  const turn = (asked += 1);
  const { query, show } = useContacts.getState();
  const wanted = Math.max(PAGE, count);
  const rows: ContactRow[] = [];
  let after: Cursor | undefined;
  let total = 0;
  do {
    const reply = await call('contacts.list', {
      query,
      show,
      ...(after && { after }),
      limit: Math.min(MOST, wanted - rows.length),
    });
    // Something else was typed meanwhile.
    if (turn !== asked) return;
    if (!reply.ok) return useContacts.setState({ error: reply.error });
    rows.push(...reply.value.rows);
    ({ next: after, total } = reply.value);
  } while (after && rows.length < wanted);
  useContacts.setState({ rows, next: after, total, error: undefined });
}

export async function loadMoreContacts(): Promise<void> {
  const { query, show, next } = useContacts.getState();
  if (!next) return;
  const turn = (asked += 1);
  const reply = await call('contacts.list', { query, show, after: next, limit: PAGE });
  if (turn !== asked || !reply.ok) return;
  const { rows: found, next: after, total } = reply.value;
  useContacts.setState(({ rows = [] }) => ({ rows: [...rows, ...found], next: after, total }));
}

let pause: ReturnType<typeof setTimeout> | undefined;

export function searchContacts(query: string): void {
  useContacts.setState({ query });
  clearTimeout(pause);
  pause = setTimeout(() => void loadContacts(PAGE), TYPING_MS);
}

export function showContacts(show: ContactsShown): void {
  useContacts.setState({ show, rows: undefined, next: undefined });
  void loadContacts();
}

/** *Nova conversa*: everybody there is, and the search field ready. */
export function chooseWhomToWrite(): void {
  useContacts.setState({ ...NOTHING, show: 'all', seeking: true });
  goTo({ at: 'contacts' });
  void loadContacts();
}

/** The field has the focus. */
export function soughtContacts(): void {
  useContacts.setState({ seeking: false });
}

export async function openContact(contactId: number | undefined): Promise<void> {
  useContacts.setState(({ details }) => ({
    openId: contactId,
    details: details?.id === contactId ? details : undefined,
  }));
  if (contactId === undefined) return;
  const reply = await call('contacts.get', { contactId });
  if (useContacts.getState().openId !== contactId) return;
  if (reply.ok) useContacts.setState({ details: reply.value });
  // It became another one's, and there is nothing left to show.
  else useContacts.setState({ openId: undefined, details: undefined });
}

/** Contacts have changed: what is shown of them is asked for again. */
export const refreshContacts = gather(async (ids) => {
  const { openId, rows } = useContacts.getState();
  if (rows) await loadContacts();
  if (openId !== undefined && ids.includes(openId)) await openContact(openId);
});

type Change = 'contacts.create' | 'contacts.edit' | 'contacts.optIn' | 'contacts.block';

/** What changes one contact answers with all that is known of it. */
export async function changeContact<N extends Change>(
  name: N,
  input: CallInput<N>,
): Promise<CallError | undefined> {
  const reply = await call<Change>(name, input);
  if (!reply.ok) return reply.error;
  useContacts.setState({ openId: reply.value.id, details: reply.value });
  await loadContacts();
  return undefined;
}
