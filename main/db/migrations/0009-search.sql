-- Search (AT-5). People and groups by any of the names they go by.
CREATE VIRTUAL TABLE contact_search USING fts5 (
  display_name,
  name,
  push_name,
  content = 'contact',
  content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
INSERT INTO contact_search (contact_search) VALUES ('rebuild');
CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_search (rowid, display_name, name, push_name)
  VALUES (new.id, new.display_name, new.name, new.push_name);
END;
CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_search (contact_search, rowid, display_name, name, push_name)
  VALUES ('delete', old.id, old.display_name, old.name, old.push_name);
END;
CREATE TRIGGER contact_search_update AFTER UPDATE OF display_name, name, push_name ON contact BEGIN
  INSERT INTO contact_search (contact_search, rowid, display_name, name, push_name)
  VALUES ('delete', old.id, old.display_name, old.name, old.push_name);
  INSERT INTO contact_search (rowid, display_name, name, push_name)
  VALUES (new.id, new.display_name, new.name, new.push_name);
END;

-- Photos, documents and the like are few among texts, and looked for without a word.
CREATE INDEX message_kind ON message (kind) WHERE kind <> 'text';

-- Who waits, the longest first: looked at every half minute for the notices (AT-8).
CREATE INDEX conversation_waiting_since ON conversation (waiting_since) WHERE waiting_since IS NOT NULL;
