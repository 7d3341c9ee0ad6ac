-- The words of the full-text index themselves: a beginning is looked for as the words that begin with it.
CREATE VIRTUAL TABLE message_word USING fts5vocab (message_search, instance);
