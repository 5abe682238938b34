CREATE TABLE account (person text PRIMARY KEY, password text, authenticator text, is_asked bigint NOT NULL, last_code text);
CREATE TABLE passkey (id text PRIMARY KEY, person text NOT NULL, content text NOT NULL);
CREATE INDEX passkey_of ON passkey (person);
CREATE TABLE invitation (hash text PRIMARY KEY, person text NOT NULL, expires bigint NOT NULL);
CREATE TABLE session (hash text PRIMARY KEY, person text NOT NULL, started bigint NOT NULL, seen bigint NOT NULL, ended bigint, by_invitation bigint NOT NULL, has_signed bigint NOT NULL);
CREATE INDEX session_of ON session (person);
CREATE TABLE challenge (hash text PRIMARY KEY, session text, state text NOT NULL, expires bigint NOT NULL);
CREATE TABLE token (hash text PRIMARY KEY, person text NOT NULL, role text NOT NULL, site text, name text NOT NULL, made bigint NOT NULL, expires bigint NOT NULL, ended bigint);
CREATE TABLE attempt (name text NOT NULL, began bigint NOT NULL, count bigint NOT NULL, PRIMARY KEY (name, began));
CREATE TABLE draft (person text NOT NULL, place text NOT NULL, content text NOT NULL, based_on bigint NOT NULL, kept bigint NOT NULL, PRIMARY KEY (person, place));
CREATE TABLE access (sequence bigint PRIMARY KEY, at bigint NOT NULL, person text, address text, what text NOT NULL, detail text, hash text NOT NULL);
CREATE TABLE ring (name text PRIMARY KEY, content text NOT NULL)
