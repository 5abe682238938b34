-- One table, inserted into and never updated or deleted from. The triggers stop mistakes; the hash chain shows intent.
CREATE TABLE log (
    sequence INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER log_is_dense BEFORE INSERT ON log
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM log)
    BEGIN SELECT raise(ABORT, 'the sequence has no gaps and no row twice'); END;

CREATE TRIGGER log_is_chained BEFORE INSERT ON log
    WHEN NEW.sequence > 1 AND NEW.previous_hash <> (SELECT hash FROM log WHERE sequence = NEW.sequence - 1)
    BEGIN SELECT raise(ABORT, 'a row carries the hash of the row before'); END;

CREATE TRIGGER log_is_not_updated BEFORE UPDATE ON log
    BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log
    BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

PRAGMA user_version = 1;
