/** Looking through the open conversation (AT-5): what for, where it stands, and where one is. */
import { create } from 'zustand';
import { call } from '../bridge.ts';
import { goToMessage } from './conversation.ts';

interface FindState {
  /** In which conversation; undefined: nothing is looked for. */
  conversationId: number | undefined;
  text: string;
  /** Newest first; the first thousand. */
  messageIds: readonly number[];
  total: number;
  /** Which of them one is at; -1 before the first answer. */
  at: number;
  searching: boolean;
}

const NOTHING: FindState = {
  conversationId: undefined,
  text: '',
  messageIds: [],
  total: 0,
  at: -1,
  searching: false,
};

export const useFind = create<FindState>()(() => NOTHING);

export function openFind(conversationId: number): void {
  if (useFind.getState().conversationId !== conversationId) useFind.setState({ ...NOTHING, conversationId });
}

export function closeFind(): void {
  turn += 1;
  useFind.setState(NOTHING);
}

let turn = 0;
let asking = false;

/** As one types; while one question is under way, letters are gathered. */
export function findText(text: string): void {
  turn += 1;
  useFind.setState({ text, searching: true });
  if (!asking) void run();
}

function isNewest(asked: number): boolean {
  return asked === turn;
}

async function run(): Promise<void> {
  asking = true;
  let asked: number;
  do {
    asked = turn;
    await answer(asked);
  } while (!isNewest(asked) && useFind.getState().conversationId !== undefined);
  asking = false;
}

async function answer(asked: number): Promise<void> {
  const { conversationId, text } = useFind.getState();
  if (conversationId === undefined) return;
  const reply = await call('search.inConversation', { conversationId, text });
  if (!isNewest(asked)) return;
  const found = reply.ok ? reply.value : { messageIds: [], total: 0 };
  useFind.setState({ ...found, at: found.messageIds.length > 0 ? 0 : -1, searching: false });
  show();
}

/** To the one before it in time (1), or after (-1); round and round. */
export function findNext(step: 1 | -1): void {
  const { messageIds, at } = useFind.getState();
  if (messageIds.length === 0) return;
  useFind.setState({ at: (at + step + messageIds.length) % messageIds.length });
  show();
}

function show(): void {
  const { messageIds, at } = useFind.getState();
  const id = messageIds[at];
  if (id !== undefined) void goToMessage(id);
}
