import { type Cabinet, sequenceKey } from '../base/cabinet.ts';
import type { BinaryNode } from '../wire/node.ts';

export interface Letter {
  readonly key: string;
  readonly stanza: BinaryNode;
}

/** What the server holds for a device until the device has acknowledged it. */
export interface Mailbox {
  readonly size: number;
  add(stanza: BinaryNode): Letter;
  /** Oldest first. */
  letters(): Letter[];
  has(letter: Letter): boolean;
  drop(letter: Letter): void;
  /** Drops the oldest letter that `matches`; false when there is none. */
  settle(matches: (stanza: BinaryNode) => boolean): boolean;
  clear(): void;
}

export function createMailbox(owner: string, cabinet: Cabinet): Mailbox {
  const shelf = cabinet.shelf<BinaryNode>(`mail/${owner}`);
  const held = new Map<string, Letter>();
  let sequence = 0;
  for (const [key, stanza] of shelf.entries()) {
    held.set(key, { key, stanza });
    sequence = Number(key);
  }

  function drop({ key }: Letter): void {
    held.delete(key);
    shelf.drop(key);
  }

  return {
    get size() {
      return held.size;
    },
    add(stanza) {
      const letter = { key: sequenceKey(++sequence), stanza };
      held.set(letter.key, letter);
      shelf.put(letter.key, stanza);
      return letter;
    },
    letters: () => [...held.values()],
    has: ({ key }) => held.has(key),
    drop,
    settle(matches) {
      for (const letter of held.values()) {
        if (!matches(letter.stanza)) continue;
        drop(letter);
        return true;
      }
      return false;
    },
    clear() {
      for (const letter of held.values()) drop(letter);
    },
  };
}
