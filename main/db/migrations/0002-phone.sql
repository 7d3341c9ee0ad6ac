-- What became of each due time of a job. One row per due time, and not only the last one: a clock that was a year
-- ahead for a day and is put right again must neither run a due time twice nor leave the job asleep for that year.
CREATE TABLE job_run (
  job TEXT NOT NULL,
  due INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  -- How often this due time was begun: a run that takes the station down with it is not tried for ever.
  attempts INTEGER NOT NULL DEFAULT 1,
  -- Without a result: it runs, or the station ended under it.
  result TEXT CHECK (result IN ('done', 'failed', 'skipped', 'first-seen')),
  ended_at INTEGER,
  detail TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (job, due)
) STRICT, WITHOUT ROWID;

-- Reminders given since the phone was last seen. A sign of it empties this, a new link (`linked_at`) begins anew; the
-- clock has no say, so that moving it brings no reminder twice.
CREATE TABLE phone_reminder (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  linked_at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  given_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, linked_at, day)
) STRICT, WITHOUT ROWID;

-- What a person has ticked in the phone guide and in the check list before the first link.
CREATE TABLE phone_tick (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  item TEXT NOT NULL,
  ticked_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_age (
  channel_id INTEGER PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
  age TEXT NOT NULL CHECK (age IN ('unknown', 'under-7-days', 'over-7-days', 'months')),
  declared_at INTEGER NOT NULL
) STRICT;
