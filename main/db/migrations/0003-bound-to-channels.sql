-- What is bound to a channel and moves with it when it is removed (CH-9). The features that fill most of these come
-- later; their rows already move.

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'closed')),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  -- The ticket that this one was closed for, when two conversations became one.
  merged_into INTEGER REFERENCES ticket (id)
) STRICT;
-- One open ticket per contact and channel (AT-1).
CREATE UNIQUE INDEX ticket_open ON ticket (conversation_id) WHERE state <> 'closed';
CREATE INDEX ticket_conversation ON ticket (conversation_id);

CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  user_id INTEGER REFERENCES user (id),
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_conversation ON note (conversation_id);

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  state TEXT NOT NULL CHECK (state IN ('active', 'done', 'cancelled')),
  body TEXT NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX follow_up_conversation ON follow_up (conversation_id);

CREATE TABLE schedule (
  id INTEGER PRIMARY KEY,
  -- Not channel and contact: either may become another one, and the conversation follows both.
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'cancelled')),
  body TEXT NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX schedule_conversation ON schedule (conversation_id);

CREATE TABLE prompt (
  id INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  name TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX prompt_channel ON prompt (channel_id);

CREATE TABLE integration (
  id INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  name TEXT NOT NULL,
  settings TEXT NOT NULL
) STRICT;
CREATE INDEX integration_channel ON integration (channel_id);

-- An archived channel has no device any more: its conversations can be read and nothing leaves through it.
ALTER TABLE channel ADD COLUMN archived_at INTEGER;

-- A channel that is gone or archived, but whose device and keys are still to go: gone on with at the next start.
CREATE TABLE removal (
  channel_id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL,
  -- Where what it has not told yet belongs; itself when it was archived.
  into_id INTEGER REFERENCES channel (id),
  removed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX removal_into ON removal (into_id);
