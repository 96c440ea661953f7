-- Messages whose reading has begun and not ended: noted before it begins, so that one that ends the process is not begun again
-- for ever. A row goes when its message was read, or was kept for a person.
CREATE TABLE mail_attempt (
    mailbox TEXT NOT NULL,
    uid_validity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (mailbox, uid_validity, uid)
) WITHOUT ROWID;
