-- One table, inserted into and never updated, deleted from or truncated. The triggers stop mistakes; the hash chain shows intent.
CREATE TABLE log (
    sequence BIGINT PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE FUNCTION log_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
    SELECT sequence, hash INTO last FROM log ORDER BY sequence DESC LIMIT 1;
    IF NEW.sequence <> coalesce(last.sequence, 0) + 1 THEN
        RAISE unique_violation USING MESSAGE = 'the sequence has no gaps and no row twice';
    END IF;
    IF NEW.sequence > 1 AND NEW.previous_hash <> last.hash THEN
        RAISE unique_violation USING MESSAGE = 'a row carries the hash of the row before';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;

CREATE TRIGGER log_goes_on BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION log_goes_on();

CREATE TRIGGER log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();

CREATE TABLE migration (number INTEGER PRIMARY KEY);
INSERT INTO migration VALUES (1);
