-- What the shop itself keeps about the people who write to it (AT-10).

-- Typed or imported here: the names that WhatsApp tells never overwrite it.
ALTER TABLE contact ADD COLUMN own_name TEXT;
-- The display name without case and accents, for order and search.
ALTER TABLE contact ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN email TEXT;
ALTER TABLE contact ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN blocked_at INTEGER;
ALTER TABLE contact ADD COLUMN opt_in_at INTEGER;
-- Where and how they agreed to be written to, in the words of whoever noted it.
ALTER TABLE contact ADD COLUMN opt_in_origin TEXT;
-- Added by a person here, who wants to find it whether it ever wrote or not (PR-4).
ALTER TABLE contact ADD COLUMN added_at INTEGER;
-- The very address that WhatsApp used last for them, beside its kind (`reach`): one person may have two accounts.
ALTER TABLE contact ADD COLUMN reach_value TEXT;
UPDATE contact SET name_key = lower(display_name);
CREATE INDEX contact_name ON contact (name_key, id) WHERE kind = 'person';

-- Whom the phone's address book told of on which channel (PR-4).
CREATE TABLE contact_synced (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  PRIMARY KEY (channel_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_synced_contact ON contact_synced (contact_id);

-- What WhatsApp still has to be told about who is blocked; the newest wish of each channel.
CREATE TABLE block_order (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  blocked INTEGER NOT NULL CHECK (blocked IN (0, 1)),
  PRIMARY KEY (channel_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_order_contact ON block_order (contact_id);

-- Two contacts that a person made one, and what there was before, so that it can be undone.
CREATE TABLE contact_merge (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  user_id INTEGER REFERENCES user (id),
  kept_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  -- JSON: the contact that went, its addresses, and its conversations with what stood in them.
  before TEXT NOT NULL
) STRICT;
CREATE INDEX contact_merge_kept ON contact_merge (kept_id);
