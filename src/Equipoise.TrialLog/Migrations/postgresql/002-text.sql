-- Texts beside the log: inserted with the row that refers to them, never updated, and deleted only to be erased. Rows hold
-- their salted hashes.
CREATE TABLE text (
    sequence BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    salt TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (sequence, name)
);

CREATE FUNCTION text_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a text is kept as it is, or erased'; END $$;

CREATE TRIGGER text_is_kept BEFORE UPDATE OR TRUNCATE ON text
    FOR EACH STATEMENT EXECUTE FUNCTION text_is_kept();

INSERT INTO migration VALUES (2);
