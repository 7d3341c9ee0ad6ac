-- What is said in answer to a moment is not said hours after it. NULL: worth sending at any time.
ALTER TABLE outbox ADD COLUMN good_until INTEGER;
