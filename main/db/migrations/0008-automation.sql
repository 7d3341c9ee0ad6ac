-- What goes out by itself (MS, BH, PR), and messages for later (SC-1, SC-2).

-- Each section as its zod type writes it: `messages`, `refusals`, `waiting`, `menu`, `hours`.
CREATE TABLE channel_automation (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  section TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (channel_id, section)
) STRICT, WITHOUT ROWID;

-- The journal: what was decided and why, silence included. What repeats in a conversation is one row with a count.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  -- NULL: a call of somebody with whom there is no conversation.
  conversation_id INTEGER REFERENCES conversation (id) ON DELETE CASCADE,
  event TEXT NOT NULL,
  rule TEXT NOT NULL,
  because TEXT NOT NULL,
  actions TEXT NOT NULL,
  at INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  times INTEGER NOT NULL DEFAULT 1,
  -- The newest message of the contact that it was decided about.
  about_id INTEGER,
  -- The message that went out.
  message_id INTEGER REFERENCES message (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX decision_channel ON decision (channel_id, id);
CREATE INDEX decision_conversation ON decision (conversation_id, id);
CREATE UNIQUE INDEX decision_message ON decision (message_id) WHERE message_id IS NOT NULL;

-- What the robot said to whom and when, a row per part of a message: cool-downs and limits are read from it.
CREATE TABLE robot_word (
  message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  part TEXT NOT NULL,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY (message_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX robot_word_conversation ON robot_word (conversation_id, part, at);
CREATE INDEX robot_word_recent ON robot_word (conversation_id, at) WHERE part <> 'schedule';
-- The newest word of a person of the shop, under however many of the robot's.
CREATE INDEX message_human ON message (conversation_id) WHERE from_me = 1 AND origin IN ('station', 'phone');

-- *Robô desligado*, and when somebody last said how it shall be.
CREATE TABLE robot_switch (
  conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
  off INTEGER NOT NULL CHECK (off IN (0, 1)),
  at INTEGER NOT NULL,
  user_id INTEGER REFERENCES user (id)
) STRICT;

CREATE TABLE menu_session (
  conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
  until_at INTEGER NOT NULL,
  retries INTEGER NOT NULL
) STRICT;
CREATE INDEX menu_session_until ON menu_session (until_at);

-- *Recusadas*: kept like every other message, and listed apart.
CREATE TABLE refused_message (
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  why TEXT NOT NULL CHECK (why IN ('messages', 'voice'))
) STRICT;

CREATE TABLE follow_up_rule (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  steps TEXT NOT NULL,
  only_open_hours INTEGER NOT NULL CHECK (only_open_hours IN (0, 1)),
  tag_id INTEGER REFERENCES tag (id) ON DELETE SET NULL
) STRICT;

-- A running one keeps the steps with which it began.
ALTER TABLE follow_up ADD COLUMN rule_id INTEGER REFERENCES follow_up_rule (id) ON DELETE SET NULL;
ALTER TABLE follow_up ADD COLUMN rule_name TEXT NOT NULL DEFAULT '';
ALTER TABLE follow_up ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';
ALTER TABLE follow_up ADD COLUMN step INTEGER NOT NULL DEFAULT 1;
ALTER TABLE follow_up ADD COLUMN only_open_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE follow_up ADD COLUMN started_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE follow_up ADD COLUMN ended TEXT;
CREATE INDEX follow_up_due ON follow_up (due_at) WHERE state = 'active';

ALTER TABLE schedule ADD COLUMN repeat TEXT;
-- The first time of a repetition, from which the others are counted.
ALTER TABLE schedule ADD COLUMN first_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedule ADD COLUMN missed TEXT NOT NULL DEFAULT '{"kind":"ask"}';
-- Its time was missed, and a person is asked what to do.
ALTER TABLE schedule ADD COLUMN asking INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedule ADD COLUMN user_id INTEGER REFERENCES user (id);
ALTER TABLE schedule ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX schedule_due ON schedule (due_at) WHERE state = 'waiting';

-- What became of each time of a schedule; a row is there before its message can leave.
CREATE TABLE schedule_run (
  schedule_id INTEGER NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('claimed', 'skipped', 'missed')),
  message_id INTEGER REFERENCES message (id) ON DELETE SET NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (schedule_id, due_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX schedule_run_message ON schedule_run (message_id) WHERE message_id IS NOT NULL;

-- The newest word of a person on the phone that is not shown here, as the channel mirrors nothing (PR-3).
ALTER TABLE conversation ADD COLUMN phone_spoke_at INTEGER;
