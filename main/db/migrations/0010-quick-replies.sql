-- Texts that are sent often, called up by a shortcut in the composer (AT-4).
CREATE TABLE quick_reply (
  id INTEGER PRIMARY KEY,
  -- Without the slash, in lower case: what is typed after it.
  shortcut TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  -- For one queue's conversations; NULL for all.
  queue_id INTEGER REFERENCES queue (id) ON DELETE SET NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX quick_reply_queue ON quick_reply (queue_id) WHERE queue_id IS NOT NULL;

-- The file that goes with one, as a row of `staged` describes it: it is staged anew each time that it is inserted.
CREATE TABLE quick_reply_file (
  quick_reply_id INTEGER PRIMARY KEY REFERENCES quick_reply (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  seconds INTEGER,
  width INTEGER,
  height INTEGER,
  file TEXT NOT NULL,
  served_type TEXT,
  picture TEXT,
  picture_size INTEGER,
  picture_width INTEGER,
  picture_height INTEGER,
  thumbnail BLOB
) STRICT;
CREATE INDEX quick_reply_file_file ON quick_reply_file (file);
CREATE INDEX quick_reply_file_picture ON quick_reply_file (picture) WHERE picture IS NOT NULL;
