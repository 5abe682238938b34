-- The seal of each row: HMAC-SHA256 under a key that is not in the database, over the row's sequence and hash. Rows written
-- before have none.
ALTER TABLE log ADD COLUMN seal TEXT;

-- Who inserts holds the log until the transaction ends, by a lock that needs no right on the table but INSERT; what the
-- trigger then reads is what others committed before.
CREATE OR REPLACE FUNCTION log_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
    PERFORM pg_advisory_xact_lock(20170621, TG_RELID::integer);
    SELECT sequence, hash INTO last FROM log ORDER BY sequence DESC LIMIT 1;
    IF NEW.sequence <> coalesce(last.sequence, 0) + 1 THEN
        RAISE unique_violation USING MESSAGE = 'the sequence has no gaps and no row twice';
    END IF;
    IF NEW.sequence > 1 AND NEW.previous_hash <> last.hash THEN
        RAISE unique_violation USING MESSAGE = 'a row carries the hash of the row before';
    END IF;
    RETURN NEW;
END $$;

INSERT INTO migration VALUES (3);
