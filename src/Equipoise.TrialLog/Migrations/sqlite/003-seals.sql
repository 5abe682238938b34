-- The seal of each row: HMAC-SHA256 under a key that is not in the database, over the row's sequence and hash. Rows written
-- before have none.
ALTER TABLE log ADD COLUMN seal TEXT;

PRAGMA user_version = 3;
