import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChannelRow } from '../channels/store.ts';
import type { Database } from '../db/database.ts';
import { storageFailure } from '../db/failures.ts';

/** All messages and contacts of a channel, in a folder of its own that is there whole or not at all. */
export interface Export {
  /** Answers where it is. */
  write(channel: ChannelRow, at: number): Promise<string>;
  /** Removes what a crash left half-written. */
  sweep(): void;
}

interface ExportedRow {
  readonly id: number;
  readonly line: string;
}

const ROWS_AT_ONCE = 500;
const UNFINISHED = '.part';

export function createExport(db: Database, exportsFolder: string): Export {
  // By time, not by channel: the index of the channel has another order, and would be sorted for every page.
  const messages = db.statement<[number, number, number], ExportedRow>(
    'export.messages',
    `SELECT m.id, json_object('id', m.wa_id, 'at', strftime('%FT%TZ', m.at / 1000, 'unixepoch'), 'contact', v.contact_id,
       'author', m.author_id, 'fromMe', json(iif(m.from_me, 'true', 'false')), 'origin', m.origin, 'user', u.name,
       'status', m.status, 'kind', coalesce(m.other_kind, m.kind), 'text', m.body,
       'file', d.file, 'fileName', d.file_name, 'mime', d.mime, 'detail', json(x.detail), 'answers', x.quoted_wa_id,
       'editedAt', strftime('%FT%TZ', x.edited_at / 1000, 'unixepoch'),
       'deletedAt', strftime('%FT%TZ', x.deleted_at / 1000, 'unixepoch'),
       'earlier', iif(x.edited_at IS NULL AND x.deleted_at IS NULL, NULL, json((SELECT json_group_array(body)
         FROM message_version WHERE message_id = m.id))),
       'reactions', iif(coalesce(x.reacted, 0) = 0, NULL, json((SELECT json_group_array(json_object('author',
         nullif(author_id, 0), 'emoji', emoji)) FROM reaction WHERE message_id = m.id AND emoji <> '')))) AS line
     FROM message m NOT INDEXED JOIN conversation v ON v.id = m.conversation_id LEFT JOIN user u ON u.id = m.user_id
       LEFT JOIN media d ON d.message_id = m.id LEFT JOIN message_extra x ON x.message_id = m.id
     WHERE m.id > ? AND m.channel_id = ? ORDER BY m.id LIMIT ?`,
  );
  const contacts = db.statement<[number, number, number, number], ExportedRow>(
    'export.contacts',
    `SELECT c.id, json_object('contact', c.id, 'kind', c.kind, 'name', c.display_name, 'number', c.number,
       'addresses', json((SELECT json_group_array(json_object('kind', kind, 'value', value)) FROM address
         WHERE contact_id = c.id))) AS line
     FROM contact c WHERE c.id > ? AND (c.id IN (SELECT contact_id FROM conversation WHERE channel_id = ?)
       OR c.id IN (SELECT author_id FROM message WHERE channel_id = ?)) ORDER BY c.id LIMIT ?`,
  );

  /** A page at a time, so that the windows' questions are answered in between. */
  async function writeAll(file: string, pageAfter: (id: number) => Iterable<ExportedRow>): Promise<void> {
    const descriptor = openSync(file, 'wx', 0o600);
    try {
      for (let last = 0; ;) {
        const lines: string[] = [];
        for (const { id, line } of pageAfter(last)) {
          lines.push(`${line}\n`);
          last = id;
        }
        if (lines.length === 0) break;
        writeWhole(descriptor, lines.join(''));
        await nextTurn();
      }
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  async function write(channel: ChannelRow, at: number): Promise<string> {
    const { id: channelId, slug } = channel;
    const folder = path.join(exportsFolder, `${slug}-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}`);
    const unfinished = `${folder}${UNFINISHED}`;
    try {
      mkdirSync(unfinished, { recursive: true, mode: 0o700 });
      await writeAll(path.join(unfinished, 'messages.jsonl'), (after) =>
        messages.each(after, channelId, ROWS_AT_ONCE),
      );
      await writeAll(path.join(unfinished, 'contacts.jsonl'), (after) =>
        contacts.each(after, channelId, channelId, ROWS_AT_ONCE),
      );
      const readme = { id: 1, line: readmeOf(channel, at) };
      await writeAll(path.join(unfinished, 'README.txt'), (after) => (after === 0 ? [readme] : []));
      syncFolder(unfinished);
      renameSync(unfinished, folder);
      syncFolder(exportsFolder);
      return folder;
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      throw storageFailure(error);
    }
  }

  return {
    write,
    sweep() {
      if (!existsSync(exportsFolder)) return;
      for (const name of readdirSync(exportsFolder).filter((each) => each.endsWith(UNFINISHED)))
        rmSync(path.join(exportsFolder, name), { recursive: true, force: true });
    },
  };
}

function readmeOf({ name, slug, number }: ChannelRow, at: number): string {
  const account = number === undefined ? '' : `, +${number}`;
  return `Balcão: ${name} (${slug}${account}), ${new Date(at).toISOString()}. One JSON object per line, UTF-8; a message names its contact and author by the "contact" of contacts.jsonl.`;
}

function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
}

/** New names survive a power cut only once their folder was written. Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
