-- How far a mailbox has been read over IMAP: the last UID of this UIDVALIDITY. since: when it was first read; what had been
-- read by somebody before that is not ours to answer.
CREATE TABLE mailbox (
    name TEXT PRIMARY KEY,
    uid_validity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    since BIGINT NOT NULL
) WITHOUT ROWID;
