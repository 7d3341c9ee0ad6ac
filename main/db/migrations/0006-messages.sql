-- What some messages have besides their text lies beside `message`: most have none of it, and its rows stay short.

-- What it answers, what was done to it later, and the place or cards that it holds.
CREATE TABLE message_extra (
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  edited_at INTEGER,
  deleted_at INTEGER,
  -- Somebody has reacted; who and how is in `reaction`.
  reacted INTEGER NOT NULL DEFAULT 0 CHECK (reacted IN (0, 1)),
  -- The message that it answers may come later, or never: it is looked up when it is shown.
  quoted_wa_id TEXT,
  quoted_from_me INTEGER CHECK (quoted_from_me IN (0, 1)),
  quoted_author_id INTEGER REFERENCES contact (id),
  quoted_kind TEXT,
  quoted_text TEXT,
  -- What the inbox says of it when it has no text.
  label TEXT,
  -- JSON: a place, or cards.
  detail TEXT
) STRICT;
CREATE INDEX message_extra_author ON message_extra (quoted_author_id) WHERE quoted_author_id IS NOT NULL;

-- Texts that a message had before it was edited or deleted. `message.body` holds what anybody here may read.
CREATE TABLE message_version (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  until INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX message_version_message ON message_version (message_id);

-- An empty emoji: taken back. It stays, so that what comes late does not undo it. `author_id` 0: ours.
CREATE TABLE reaction (
  message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  author_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  PRIMARY KEY (message_id, author_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reaction_author ON reaction (author_id) WHERE author_id <> 0;

-- Changes that came before the message that they are about. By contact and not by conversation: there may be none yet.
CREATE TABLE parked_change (
  id INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  target_wa_id TEXT NOT NULL,
  target_from_me INTEGER NOT NULL CHECK (target_from_me IN (0, 1)),
  target_author_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  -- Who changes it. NULL: ourselves.
  author_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('edit', 'delete', 'react')),
  body TEXT NOT NULL
) STRICT;
CREATE INDEX parked_change_target ON parked_change (channel_id, target_wa_id);
CREATE INDEX parked_change_contact ON parked_change (contact_id);
CREATE INDEX parked_change_target_author ON parked_change (target_author_id);
CREATE INDEX parked_change_author ON parked_change (author_id);

-- Changes that a person here makes. Once the server has taken one the message is changed, and the row only stays to know
-- the same press again.
CREATE TABLE own_change (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  wa_id TEXT NOT NULL,
  user_id INTEGER REFERENCES user (id),
  at INTEGER NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('edit', 'delete', 'react')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'failed', 'done')),
  failure TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL,
  UNIQUE (channel_id, wa_id)
) STRICT;
CREATE INDEX own_change_message ON own_change (message_id) WHERE state <> 'done';
CREATE INDEX own_change_waiting ON own_change (channel_id, id) WHERE state IN ('queued', 'sending');

-- The file of a message: where it stands, what is known of it, where it lies at WhatsApp and here.
CREATE TABLE media (
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (
    state IN ('waiting', 'loading', 'ready', 'failed', 'gone', 'damaged', 'too-large', 'no-room')),
  -- A person asked for it: it may be larger than what is fetched unasked.
  asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  file_name TEXT,
  seconds INTEGER,
  width INTEGER,
  height INTEGER,
  gif INTEGER NOT NULL DEFAULT 0 CHECK (gif IN (0, 1)),
  -- SHA-256 of the file in hexadecimal: its name in the store once it is ready.
  file TEXT NOT NULL,
  -- What it may be shown as, made sure of by its bytes; NULL: it is only ever saved.
  served_type TEXT,
  preview INTEGER NOT NULL DEFAULT 0 CHECK (preview IN (0, 1)),
  too_many_pixels INTEGER NOT NULL DEFAULT 0 CHECK (too_many_pixels IN (0, 1)),
  -- Absent for what was sent from here.
  direct_path TEXT,
  url TEXT,
  media_key BLOB,
  enc_sha256 BLOB,
  waveform BLOB,
  thumbnail BLOB
) STRICT;
CREATE INDEX media_due ON media (message_id) WHERE state IN ('loading', 'no-room');
CREATE INDEX media_file ON media (file);

-- Files that wait in a composer. Those of no draft are cleared away after a day.
CREATE TABLE staged (
  id TEXT PRIMARY KEY,
  -- The draft that holds it, and its place there.
  conversation_id INTEGER REFERENCES conversation (id),
  place INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  seconds INTEGER,
  width INTEGER,
  height INTEGER,
  file TEXT NOT NULL,
  served_type TEXT,
  -- The picture as it is sent: turned upright, without what a camera notes of time and place.
  picture TEXT,
  picture_size INTEGER,
  picture_width INTEGER,
  picture_height INTEGER,
  thumbnail BLOB
) STRICT;
CREATE INDEX staged_conversation ON staged (conversation_id, place) WHERE conversation_id IS NOT NULL;
CREATE INDEX staged_file ON staged (file);

ALTER TABLE conversation ADD COLUMN draft_reply_to INTEGER;
