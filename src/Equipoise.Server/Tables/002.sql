CREATE TABLE answer_code (hash text PRIMARY KEY, participant text NOT NULL, number bigint NOT NULL, expires bigint NOT NULL)
