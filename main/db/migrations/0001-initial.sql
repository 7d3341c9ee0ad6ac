-- Instants are milliseconds since 1970 UTC. Ids of messages follow time (seconds × 1,000,000 + a count), so that
-- "newest first" is the order of rowids everywhere, in search too.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('manager', 'receptionist')),
  pin_hash TEXT NOT NULL,
  wrong_pins INTEGER NOT NULL DEFAULT 0,
  pin_locked_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE channel (
  -- Never reused: the keys file is named by it.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  method TEXT NOT NULL CHECK (method IN ('linked-device', 'cloud-api')),
  number TEXT UNIQUE,
  lid TEXT,
  profile_name TEXT,
  platform TEXT,
  linked_at INTEGER,
  phone_seen_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

-- AUTOINCREMENT: the id of a contact or conversation that was merged away never comes back as another one's.
CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'group')),
  name TEXT,
  push_name TEXT,
  -- The number as WhatsApp wrote it last; NULL while it is hidden.
  number TEXT,
  -- The kind of address that WhatsApp used last for them: answers go there first.
  reach TEXT NOT NULL CHECK (reach IN ('pn', 'lid', 'group')),
  -- Made of the three above by contacts/rules.ts whenever one of them changes.
  display_name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE address (
  kind TEXT NOT NULL CHECK (kind IN ('pn', 'lid', 'group')),
  value TEXT NOT NULL,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_contact ON address (contact_id);

-- The inbox row, denormalised: opening the inbox reads this table and contacts only.
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  contact_id INTEGER NOT NULL REFERENCES contact (id),
  last_message_id INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  waiting_since INTEGER,
  -- The newest message of the contact that was read on the phone.
  seen_on_phone_id INTEGER NOT NULL DEFAULT 0,
  preview TEXT NOT NULL DEFAULT '',
  preview_kind TEXT NOT NULL DEFAULT 'text',
  preview_from_me INTEGER NOT NULL DEFAULT 0,
  preview_status TEXT NOT NULL DEFAULT 'received',
  draft TEXT NOT NULL DEFAULT '',
  UNIQUE (contact_id, channel_id)
) STRICT;
CREATE INDEX conversation_newest ON conversation (last_message_id);
CREATE INDEX conversation_channel ON conversation (channel_id, last_message_id);
CREATE INDEX conversation_unread ON conversation (channel_id, last_message_id) WHERE unread > 0;

-- Where a conversation went when two contacts turned out to be one person: a window may still hold the old id.
CREATE TABLE merged_conversation (
  id INTEGER PRIMARY KEY,
  into_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX merged_conversation_into ON merged_conversation (into_id);

-- The text comes last: a long one lies in overflow pages that reading the other columns must not walk through.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  wa_id TEXT NOT NULL,
  from_me INTEGER NOT NULL CHECK (from_me IN (0, 1)),
  at INTEGER NOT NULL,
  -- Not yet seen by a person here, whatever the phone has shown (PH-4).
  unread INTEGER NOT NULL CHECK (unread IN (0, 1)),
  origin TEXT NOT NULL CHECK (origin IN ('contact', 'station', 'phone', 'robot')),
  user_id INTEGER REFERENCES user (id),
  author_id INTEGER REFERENCES contact (id),
  status TEXT NOT NULL,
  failure TEXT,
  kind TEXT NOT NULL,
  other_kind TEXT,
  body TEXT NOT NULL
) STRICT;
-- Whoever writes chooses the id, so one received is known by its conversation and author too. Ours are known by the id
-- alone, as receipts name nothing else.
CREATE UNIQUE INDEX message_identity ON message (channel_id, wa_id, from_me,
  iif(from_me = 1, 0, conversation_id), iif(from_me = 1, 0, coalesce(author_id, 0)));
-- The rowid closes every index: this one is (conversation, time).
CREATE INDEX message_conversation ON message (conversation_id);
CREATE INDEX message_unread ON message (conversation_id) WHERE unread = 1;
CREATE INDEX message_author ON message (author_id) WHERE author_id IS NOT NULL;

CREATE VIRTUAL TABLE message_search USING fts5 (
  body,
  content = 'message',
  content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
-- Empty texts too: the index is checked against the table row by row.
CREATE TRIGGER message_search_insert AFTER INSERT ON message BEGIN
  INSERT INTO message_search (rowid, body) VALUES (new.id, new.body);
END;
CREATE TRIGGER message_search_delete AFTER DELETE ON message BEGIN
  INSERT INTO message_search (message_search, rowid, body) VALUES ('delete', old.id, old.body);
END;
CREATE TRIGGER message_search_update AFTER UPDATE OF body ON message BEGIN
  INSERT INTO message_search (message_search, rowid, body) VALUES ('delete', old.id, old.body);
  INSERT INTO message_search (rowid, body) VALUES (new.id, new.body);
END;

-- What still has to leave. A row goes once the server has taken or finally refused it; its message keeps the status.
-- `sending`: a driver was given it, and no proof has come yet that it went.
CREATE TABLE outbox (
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_channel ON outbox (channel_id, message_id);

-- Messages seen by a person here whose read receipt still has to leave.
CREATE TABLE read_receipt (
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  channel_id INTEGER NOT NULL REFERENCES channel (id)
) STRICT;
CREATE INDEX read_receipt_channel ON read_receipt (channel_id);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  user_id INTEGER REFERENCES user (id),
  action TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
