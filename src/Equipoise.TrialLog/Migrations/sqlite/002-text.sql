-- Texts beside the log: inserted with the row that refers to them, never updated, and deleted only to be erased. Rows hold
-- their salted hashes.
CREATE TABLE text (
    sequence INTEGER NOT NULL,
    name TEXT NOT NULL,
    salt TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (sequence, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER text_is_not_updated BEFORE UPDATE ON text
    BEGIN SELECT raise(ABORT, 'a text is kept as it is, or erased'); END;

-- Erasures whose remains may still lie in free pages or in the write-ahead log; nothing when the file was cleaned since.
CREATE TABLE erasure (sequence INTEGER NOT NULL) STRICT;

PRAGMA user_version = 2;
