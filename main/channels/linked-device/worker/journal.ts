import { createHash } from 'node:crypto';
import { type BinaryNode, type WAMessageKey, cleanMessage, decodeMessageNode } from '@whiskeysockets/baileys';
import type { JournalRow, KeyChanges, KeysFile } from '../keys-file.ts';

/** A message of which a ciphertext was decrypted, or could not be; or a receipt. */
export interface Recorded {
  /** Of a message without its content. */
  readonly stanza: BinaryNode;
  /** What stood in its ciphertexts, padded as it was; empty when nothing of it could be read. */
  readonly plaintexts: readonly Uint8Array[];
  /** Something of it could not be read. */
  readonly unreadable: boolean;
}

/**
 * What was received and is not stored by main yet. A row lives from before the receipt that tells the server until
 * main has confirmed all that the stanza held; what a crash leaves behind is replayed.
 *
 * Main confirms a *handover*, not a message: the placeholder of a message and the message itself, when it could be read
 * at last, have the same id, and storing the one says nothing of the other.
 */
export interface Journal {
  /** Hears of every message stanza before Baileys does, to know later whose ciphertext is being decrypted. */
  expect(stanza: BinaryNode): void;
  /** Has the plaintext written by `commit`, together with whatever gave it. */
  record(
    ciphertext: Uint8Array,
    plaintext: Uint8Array,
    commit: (entry: KeyChanges['journal']) => number | undefined,
  ): void;
  /**
   * What a ciphertext that cannot be decrypted (any more) said when it came first. Else the failure is recorded, so
   * that its placeholder is not lost either, and thrown on.
   */
  recall(ciphertext: Uint8Array, failure: unknown): Uint8Array;
  /**
   * A receipt, which Baileys acknowledges whatever becomes of it. Answers the handover that main confirms; the same one
   * once more is no other.
   */
  note(receipt: BinaryNode): number;
  /**
   * Baileys said what is in this message, or that it cannot be read. Answers the handover that main confirms; `carried`
   * when another stanza brought it.
   */
  tell(key: WAMessageKey, is: 'readable' | 'unreadable', carried?: number): number;
  /** What was recorded but not told, because a crash or the end of a line came in between; oldest first. */
  untold(): Recorded[];
  /** A stanza that carries so many other messages is kept until all these handovers are confirmed. */
  carry(carrier: WAMessageKey, count: number): number[];
  /** Main has these. */
  confirm(handovers: readonly number[]): void;
  /** Nothing of this stanza is for main. */
  drop(key: WAMessageKey): void;
  /** Writes down at once what was confirmed. */
  flush(): void;
}

interface Row {
  readonly seq: number;
  /** What it belongs to: two people may have chosen the same id. */
  readonly owner: string;
  readonly readable: boolean;
  told: boolean;
}

/** Rows that are closed once so many handovers are confirmed. */
interface Load {
  readonly rows: readonly Row[];
  waits: number;
}

interface Body {
  readonly stanza: BinaryNode;
  /** Nothing when it could not be read. */
  readonly plaintext: Uint8Array | undefined;
}

/** A message with nothing in it, padded: what is handed out for a ciphertext whose message main has already. */
const NOTHING = Uint8Array.of(1);

export function createJournal(
  file: KeysFile,
  /** The account's own two addresses. */
  me: () => { readonly id?: string | undefined; readonly lid?: string | undefined } | undefined,
  later: (task: () => void) => void,
): Journal {
  const stanzas = new WeakMap<Uint8Array, BinaryNode>();
  /** By message or receipt; what is not in here any more is closed. */
  const rows = new Map<string, Set<Row>>();
  const loads = new Map<number, Load[]>();
  let lastHandover = 0;
  let closed: Row[] = [];
  /** These wait for one flush more, until Baileys has done its own part with them. */
  let dropped: Row[] = [];
  let flushing = false;

  const identify = (stanza: BinaryNode): string => {
    if (stanza.tag === 'receipt') return receiptOf(stanza);
    const { id = '', lid = '' } = me() ?? {};
    const { fullMessage } = decodeMessageNode(stanza, id, lid);
    cleanMessage(fullMessage, id, lid);
    return identityOf(fullMessage.key);
  };
  const add = (owner: string, seq: number | undefined, readable: boolean) => {
    if (seq === undefined) return;
    const its = rows.get(owner) ?? new Set();
    rows.set(owner, its);
    its.add({ seq, owner, readable, told: false });
  };
  const rowsOf = (key: WAMessageKey): Row[] => [...(rows.get(identityOf(key)) ?? [])];
  /** Those of them that were not taken before. */
  const take = (some: readonly Row[]): Row[] =>
    some.filter((row) => {
      const its = rows.get(row.owner);
      const taken = its?.delete(row) === true;
      if (its?.size === 0) rows.delete(row.owner);
      return taken;
    });
  const handOver = (load: Load, handover = ++lastHandover): number => {
    for (const row of load.rows) row.told = true;
    loads.set(handover, [...(loads.get(handover) ?? []), load]);
    return handover;
  };
  const flush = () => {
    const done = closed;
    closed = dropped;
    dropped = [];
    if (done.length > 0) file.journal.close(done.map(({ seq }) => seq));
  };
  const flushLater = () => {
    if (flushing || closed.length + dropped.length === 0) return;
    flushing = true;
    later(() => {
      flushing = false;
      flush();
      flushLater();
    });
  };
  /** Writes down that it came, with nothing to be read. */
  const enter = (stanza: BinaryNode) => {
    const waId = stanza.attrs['id'];
    if (waId === undefined) return;
    // First, for a row of a stanza that says nothing of whose it is would be in the way for ever.
    const owner = identify(stanza);
    const body = encodeBody({ stanza, plaintext: undefined });
    add(owner, file.write({ keys: [], journal: { waId, body } }), false);
  };

  for (const row of file.journal.open()) {
    const { stanza, plaintext } = bodyOf(row);
    add(identify(stanza), row.seq, plaintext !== undefined);
  }

  return {
    expect(stanza) {
      if (!Array.isArray(stanza.content)) return;
      for (const { tag, content } of stanza.content) {
        if (tag === 'enc' && content instanceof Uint8Array) stanzas.set(content, stanza);
      }
      if (isWithheld(stanza.content)) enter(withoutContent(stanza));
    },
    record(ciphertext, plaintext, commit) {
      const stanza = stanzas.get(ciphertext);
      const waId = stanza?.attrs['id'];
      if (!stanza || waId === undefined) {
        commit(undefined);
        return;
      }
      const owner = identify(stanza);
      const body = encodeBody({ stanza: withoutContent(stanza), plaintext });
      add(owner, commit({ waId, digest: digestOf(ciphertext), body }), true);
    },
    recall(ciphertext, failure) {
      const known = file.journal.find(digestOf(ciphertext));
      if (known === 'closed') return NOTHING;
      if (known) return bodyOf(known).plaintext ?? NOTHING;
      const stanza = stanzas.get(ciphertext);
      if (stanza) enter(withoutContent(stanza));
      throw failure;
    },
    note(receipt) {
      const owner = identify(receipt);
      if (!rows.has(owner)) enter(receipt);
      return handOver({ rows: [...(rows.get(owner) ?? [])], waits: 1 });
    },
    tell(key, is, carried) {
      // Of what can be read only in part, the rest waits for all of it.
      const its = rowsOf(key).filter(({ readable }) => is === 'readable' || !readable);
      return handOver({ rows: its, waits: 1 }, carried);
    },
    untold() {
      const waiting = [...rows.values()].flatMap((its) => [...its]).filter(({ told }) => !told);
      const ownerOf = new Map(waiting.map(({ seq, owner }) => [seq, owner]));
      const byOwner = new Map<string, { stanza: BinaryNode; read: (Uint8Array | undefined)[] }>();
      for (const row of file.journal.open()) {
        const owner = ownerOf.get(row.seq);
        if (owner === undefined) continue;
        const { stanza, plaintext } = bodyOf(row);
        const found = byOwner.get(owner) ?? { stanza, read: [] };
        byOwner.set(owner, found);
        found.read.push(plaintext);
      }
      return [...byOwner.values()].map(({ stanza, read }) => {
        const plaintexts = read.filter((each) => each !== undefined);
        return { stanza, plaintexts, unreadable: plaintexts.length < read.length };
      });
    },
    carry(carrier, count) {
      const its = rowsOf(carrier);
      if (count === 0) dropped.push(...take(its));
      const load = { rows: its, waits: count };
      const handovers = Array.from({ length: count }, () => handOver(load));
      flushLater();
      return handovers;
    },
    confirm(handovers) {
      for (const handover of handovers) {
        for (const load of loads.get(handover) ?? []) {
          load.waits -= 1;
          if (load.waits === 0) closed.push(...take(load.rows));
        }
        loads.delete(handover);
      }
      flushLater();
    },
    drop(key) {
      dropped.push(...take(rowsOf(key)));
      flushLater();
    },
    flush,
  };
}

/** A message is known by its chat, its author and the id that its author chose. */
function identityOf({ remoteJid, participant, fromMe, id }: WAMessageKey): string {
  return [remoteJid, participant || '', fromMe === true, id].join('|');
}

/** A receipt comes again as it was, but there may be several of one message. */
function receiptOf({ tag, attrs, content }: BinaryNode): string {
  return JSON.stringify([tag, attrs['from'], attrs['participant'], attrs['id'], attrs['type'], content]);
}

const withoutContent = ({ tag, attrs }: BinaryNode): BinaryNode => ({ tag, attrs });

/** WhatsApp holds the message back, for the phone to hand over: until then Baileys shows a placeholder for it. */
function isWithheld(children: readonly BinaryNode[]): boolean {
  if (children.some(({ tag }) => tag === 'enc' || tag === 'plaintext')) return false;
  return children.some(({ tag, attrs }) => tag === 'unavailable' && !attrs['type']?.includes('fanout'));
}

/** The length of the stanza, the stanza as JSON, the plaintext as it is. */
function encodeBody({ stanza, plaintext = new Uint8Array() }: Body): Buffer {
  const head = Buffer.from(JSON.stringify(stanza));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, plaintext]);
}

function bodyOf({ body }: JournalRow): Body {
  const end = 4 + body.readUInt32BE();
  return {
    stanza: JSON.parse(body.subarray(4, end).toString()) as BinaryNode,
    // No message is empty: its padding is at least a byte.
    plaintext: end < body.length ? body.subarray(end) : undefined,
  };
}

function digestOf(ciphertext: Uint8Array): Buffer {
  return createHash('sha256').update(ciphertext).digest().subarray(0, 16);
}
