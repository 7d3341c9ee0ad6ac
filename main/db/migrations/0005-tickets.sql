-- Attendance (AT). The tables that stood for it until now were filled by nothing.
DROP TABLE ticket;
DROP TABLE note;

-- Who has left keeps their rows and can no longer unlock.
ALTER TABLE user ADD COLUMN left_at INTEGER;

-- What a user has chosen for themselves.
CREATE TABLE user_setting (
  user_id INTEGER NOT NULL REFERENCES user (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  hue INTEGER NOT NULL,
  position INTEGER NOT NULL,
  -- Hours of its own, as the hours' editor writes them; NULL: the channel's.
  hours TEXT
) STRICT;

CREATE TABLE queue_member (
  queue_id INTEGER NOT NULL REFERENCES queue (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES user (id),
  PRIMARY KEY (queue_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_member_user ON queue_member (user_id);

CREATE TABLE closing_reason (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  -- NULL once it is no longer offered, so that its name is free.
  name_key TEXT UNIQUE,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  protocol TEXT NOT NULL UNIQUE,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'closed')),
  queue_id INTEGER REFERENCES queue (id),
  user_id INTEGER REFERENCES user (id),
  opened_at INTEGER NOT NULL,
  -- Since when it waits for somebody, whether or not the contact waits for an answer; while it waits.
  queued_at INTEGER,
  accepted_at INTEGER,
  first_answer_at INTEGER,
  closed_at INTEGER,
  closing_reason_id INTEGER REFERENCES closing_reason (id),
  snoozed_until INTEGER,
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  off_hours INTEGER NOT NULL DEFAULT 0 CHECK (off_hours IN (0, 1)),
  robot_off INTEGER NOT NULL DEFAULT 0 CHECK (robot_off IN (0, 1)),
  rating INTEGER CHECK (rating BETWEEN 1 AND 5),
  -- Until when an answer of one digit is the rating.
  rating_until INTEGER,
  -- The ticket that this one was closed for, when two conversations became one.
  merged_into INTEGER REFERENCES ticket (id)
) STRICT;
-- One open ticket per contact and channel (AT-1).
CREATE UNIQUE INDEX ticket_open ON ticket (conversation_id) WHERE state <> 'closed';
CREATE INDEX ticket_conversation ON ticket (conversation_id);
CREATE INDEX ticket_live_queue ON ticket (queue_id) WHERE state <> 'closed';
CREATE INDEX ticket_live_user ON ticket (user_id) WHERE state <> 'closed';
CREATE INDEX ticket_snoozed ON ticket (snoozed_until) WHERE snoozed_until IS NOT NULL;

-- The last protocol number of each day of the shop.
CREATE TABLE protocol_day (
  day TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES ticket (id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  made_by TEXT NOT NULL CHECK (made_by IN ('user', 'contact', 'phone', 'clock', 'robot')),
  user_id INTEGER REFERENCES user (id),
  -- JSON. With the names of then: a queue that is gone keeps its name here.
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX ticket_event_ticket ON ticket_event (ticket_id);

CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  hue INTEGER NOT NULL
) STRICT;

CREATE TABLE ticket_tag (
  ticket_id INTEGER NOT NULL REFERENCES ticket (id),
  tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  PRIMARY KEY (ticket_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_tag_tag ON ticket_tag (tag_id);

CREATE TABLE note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  user_id INTEGER REFERENCES user (id),
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  edited_at INTEGER
) STRICT;
CREATE INDEX note_conversation ON note (conversation_id);

CREATE TABLE channel_preference (
  channel_id INTEGER PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
  -- JSON; what is not in it has its default.
  value TEXT NOT NULL
) STRICT;

-- The inbox row knows of its newest ticket what lists, orders and counts it; main/tickets/standing.ts keeps it so.
ALTER TABLE conversation ADD COLUMN ticket_id INTEGER REFERENCES ticket (id);
ALTER TABLE conversation ADD COLUMN tab TEXT CHECK (tab IN ('waiting', 'open', 'snoozed', 'closed'));
ALTER TABLE conversation ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN queued_at INTEGER;
ALTER TABLE conversation ADD COLUMN queue_id INTEGER REFERENCES queue (id);
ALTER TABLE conversation ADD COLUMN user_id INTEGER REFERENCES user (id);
-- The longest waiting first, then the newest; ids of messages stay below 9 × 10^15 and instants far below that.
ALTER TABLE conversation ADD COLUMN wait_order INTEGER GENERATED ALWAYS AS (
  iif(tab <> 'closed', coalesce(waiting_since, queued_at, 9000000000000000 - last_message_id), NULL)
) VIRTUAL;

-- As few indexes as possible hold what each message changes.
DROP INDEX conversation_newest;
DROP INDEX conversation_channel;
CREATE INDEX conversation_newest ON conversation (pinned, last_message_id);
CREATE INDEX conversation_tab ON conversation (tab, pinned, last_message_id);
CREATE INDEX conversation_wait ON conversation (tab, pinned DESC, wait_order) WHERE wait_order IS NOT NULL;
CREATE INDEX conversation_filter ON conversation (channel_id, tab, queue_id, user_id);
CREATE INDEX conversation_ticket ON conversation (ticket_id);

-- How many conversations each tab of each channel has; '' stands for no tab. The inbox asks with every change.
CREATE TABLE inbox_count (
  channel_id INTEGER NOT NULL,
  tab TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (channel_id, tab)
) STRICT, WITHOUT ROWID;
INSERT INTO inbox_count (channel_id, tab, n)
  SELECT channel_id, '', count(*) FROM conversation GROUP BY channel_id;
CREATE TRIGGER conversation_counted AFTER INSERT ON conversation BEGIN
  INSERT INTO inbox_count (channel_id, tab, n) VALUES (new.channel_id, coalesce(new.tab, ''), 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER conversation_discounted AFTER DELETE ON conversation BEGIN
  UPDATE inbox_count SET n = n - 1 WHERE channel_id = old.channel_id AND tab = coalesce(old.tab, '');
END;
CREATE TRIGGER conversation_recounted AFTER UPDATE OF tab, channel_id ON conversation
WHEN old.tab IS NOT new.tab OR old.channel_id <> new.channel_id BEGIN
  UPDATE inbox_count SET n = n - 1 WHERE channel_id = old.channel_id AND tab = coalesce(old.tab, '');
  INSERT INTO inbox_count (channel_id, tab, n) VALUES (new.channel_id, coalesce(new.tab, ''), 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- Who waited already goes on waiting.
INSERT INTO ticket (protocol, conversation_id, state, opened_at, queued_at)
  SELECT strftime('%Y%m%d', waiting_since / 1000, 'unixepoch') || '-'
      || printf('%04d', row_number() OVER (PARTITION BY waiting_since / 86400000 ORDER BY waiting_since, v.id)),
    v.id, 'waiting', waiting_since, waiting_since
  FROM conversation v JOIN contact c ON c.id = v.contact_id
  WHERE waiting_since IS NOT NULL AND c.kind = 'person';
INSERT INTO protocol_day (day, last) SELECT substr(protocol, 1, 8), count(*) FROM ticket GROUP BY 1;
INSERT INTO ticket_event (ticket_id, at, what, made_by, detail)
  SELECT id, opened_at, 'opened', 'contact', json_object('protocol', protocol) FROM ticket;
UPDATE conversation SET tab = 'waiting', (ticket_id, queued_at) =
    (SELECT id, queued_at FROM ticket WHERE ticket.conversation_id = conversation.id)
  WHERE id IN (SELECT conversation_id FROM ticket);
