/** Search everywhere (AT-5). What was looked for is kept until somebody else takes the counter, and nowhere written down. */
import { create } from 'zustand';
import type { CallError } from '../../preload/contract.ts';
import type { ContactHit, MessageHit, MessageKind } from '../../preload/entities.ts';
import { call } from '../bridge.ts';

const PAGE = 30;
const FEW_CONTACTS = 5;
const MANY_CONTACTS = 50;
/** So many hits fill the dialogue; until then the search goes on by itself. */
const SCREENFUL = 12;

export interface SearchFilter {
  kinds: readonly MessageKind[];
  channelId: number | undefined;
  /** Instants; both are within. */
  from: number | undefined;
  to: number | undefined;
}

export interface SearchState {
  open: boolean;
  text: string;
  filter: SearchFilter;
  contacts: readonly ContactHit[];
  moreContacts: boolean;
  hits: readonly MessageHit[];
  /** Where the next page begins; undefined at the end. */
  next: number | undefined;
  /** The answer to what is asked now is on its way; what stands there is of the question before. */
  searching: boolean;
  /** Older messages are being looked through. */
  goingOn: boolean;
  error: CallError | undefined;
}

export const NO_FILTER: SearchFilter = {
  kinds: [],
  channelId: undefined,
  from: undefined,
  to: undefined,
};

const NOTHING: SearchState = {
  open: false,
  text: '',
  filter: NO_FILTER,
  contacts: [],
  moreContacts: false,
  hits: [],
  next: undefined,
  searching: false,
  goingOn: false,
  error: undefined,
};

export const useSearch = create<SearchState>()(() => NOTHING);

export function forgetSearch(): void {
  useSearch.setState(NOTHING);
}

export function openSearch(): void {
  useSearch.setState({ open: true });
  // What came since it was closed.
  if (useSearch.getState().text !== '') ask();
}

export function closeSearch(): void {
  useSearch.setState({ open: false });
}

export function searchFor(text: string): void {
  useSearch.setState({ text });
  ask();
}

export function filterSearch(change: Partial<SearchFilter>): void {
  useSearch.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
  ask();
}

/** Questions are numbered; only the newest one's answers count. */
let newest = 0;
let asking = false;

function isNewest(turn: number): boolean {
  return turn === newest;
}

/**
 * One question at a time: while one is under way, letters are gathered, and the text that stands there when it is
 * answered is asked for next. So nobody waits for a pause in typing, and fast typing is no flood.
 */
function ask(): void {
  newest += 1;
  useSearch.setState({ searching: true });
  if (!asking) void run();
}

async function run(): Promise<void> {
  asking = true;
  let turn: number;
  do {
    turn = newest;
    await answer(turn);
  } while (!isNewest(turn));
  asking = false;
  await goOn(turn);
}

function question() {
  const { text, filter } = useSearch.getState();
  const { kinds, channelId, from, to } = filter;
  return {
    text,
    ...(kinds.length > 0 && { kinds: [...kinds] }),
    ...(channelId !== undefined && { channelId }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    limit: PAGE,
  };
}

/** People are asked for by name or number alone: with a filter that they cannot fit, they only stand in the way. */
function wantsContacts({ kinds, from, to }: SearchFilter): boolean {
  return kinds.length === 0 && from === undefined && to === undefined;
}

async function answer(turn: number): Promise<void> {
  const { text, filter } = useSearch.getState();
  const [contacts, messages] = await Promise.all([
    wantsContacts(filter) ? call('search.contacts', { text, limit: FEW_CONTACTS }) : undefined,
    call('search.messages', question()),
  ]);
  if (!isNewest(turn)) return;
  if (!messages.ok) {
    useSearch.setState({ searching: false, error: messages.error });
    return;
  }
  useSearch.setState({
    contacts: contacts?.ok ? contacts.value.contacts.filter(hasConversation) : [],
    moreContacts: contacts?.ok === true && contacts.value.more,
    hits: messages.value.hits,
    next: messages.value.next,
    searching: false,
    error: undefined,
  });
}

function hasConversation({ conversations }: ContactHit): boolean {
  return conversations.length > 0;
}

export async function showAllContacts(): Promise<void> {
  const turn = newest;
  const { text } = useSearch.getState();
  const reply = await call('search.contacts', { text, limit: MANY_CONTACTS });
  if (!isNewest(turn) || !reply.ok) return;
  useSearch.setState({ contacts: reply.value.contacts.filter(hasConversation), moreContacts: false });
}

/** A filter that leaves little gives short pages: the search goes on until there is something to read. */
async function goOn(turn: number): Promise<void> {
  let wanted = SCREENFUL;
  while (isNewest(turn) && useSearch.getState().open) {
    const { hits, next } = useSearch.getState();
    if (next === undefined || hits.length >= wanted) break;
    wanted = Math.max(wanted, hits.length + 1);
    if (!(await loadPage(turn))) break;
  }
  if (isNewest(turn)) useSearch.setState({ goingOn: false });
}

async function loadPage(turn: number): Promise<boolean> {
  const { next } = useSearch.getState();
  if (next === undefined) return false;
  useSearch.setState({ goingOn: true });
  const reply = await call('search.messages', { ...question(), before: next });
  if (!isNewest(turn)) return false;
  if (!reply.ok) {
    useSearch.setState({ error: reply.error, goingOn: false });
    return false;
  }
  useSearch.setState(({ hits }) => ({
    hits: [...hits, ...reply.value.hits],
    next: reply.value.next,
    error: undefined,
  }));
  return true;
}

/** Whoever scrolls to the end gets the next page. */
export async function loadMoreHits(): Promise<void> {
  const { goingOn, searching, next, hits } = useSearch.getState();
  if (goingOn || searching || next === undefined) return;
  const turn = newest;
  const before = hits.length;
  while (await loadPage(turn)) {
    const { hits: now, next: further } = useSearch.getState();
    if (now.length > before || further === undefined) break;
  }
  if (isNewest(turn)) useSearch.setState({ goingOn: false });
}
