-- What could not be processed is opened, carried out again or discarded. form: what raw_sealed holds ('arrival': what a turn was
-- to be made of, 'call': a webhook of a call, 'delivery': as the provider delivered it). outcome: 'replayed' or 'discarded', and
-- whose reason it was, sealed as raw_sealed is.
ALTER TABLE quarantine ADD COLUMN form TEXT NOT NULL DEFAULT 'delivery';
ALTER TABLE quarantine ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE quarantine ADD COLUMN tried_at BIGINT;
ALTER TABLE quarantine ADD COLUMN outcome TEXT;
ALTER TABLE quarantine ADD COLUMN resolved_by BLOB;
ALTER TABLE quarantine ADD COLUMN reason_sealed BLOB;
CREATE INDEX quarantine_at ON quarantine (at);
CREATE INDEX quarantine_resolved ON quarantine (resolved_at) WHERE resolved_at IS NOT NULL;

-- Chats of several people that were told that the service answers nobody there. group_sealed goes once they were left.
CREATE TABLE left_group (
    channel TEXT NOT NULL,
    group_hash BLOB NOT NULL,
    group_sealed BLOB,
    route_sealed BLOB,
    told_at BIGINT,
    tries BIGINT NOT NULL,
    due_at BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (channel, group_hash)
);
CREATE INDEX left_group_due ON left_group (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX left_group_at ON left_group (at);

-- login_failure.account_hash is any of the keys that failures are counted by: an account from one address, an account, an
-- address, a browser that somebody has logged in with.
CREATE INDEX login_failure_last ON login_failure (last_at);

-- Browsers with which somebody has logged in, by a keyed hash of their cookie.
CREATE TABLE known_browser (
    token_hash BLOB NOT NULL,
    staff_id BLOB NOT NULL REFERENCES staff (id),
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, staff_id)
);
CREATE INDEX known_browser_staff ON known_browser (staff_id);
CREATE INDEX known_browser_seen ON known_browser (seen_at);

-- What gives an account into other hands: asked by one person, decided by another. post_sealed: what is to be set ('post').
CREATE TABLE account_request (
    id BLOB PRIMARY KEY,
    staff_id BLOB NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL,
    asked_by BLOB NOT NULL,
    reason_sealed BLOB NOT NULL,
    post_sealed BLOB,
    version BIGINT,
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    decided_by BLOB,
    decided_at BIGINT
);
CREATE UNIQUE INDEX account_request_open ON account_request (staff_id, kind) WHERE state = 'asked';

-- Whose owner is told by e-mail that something was asked for, or done, to their account.
CREATE TABLE account_mail (
    id BLOB PRIMARY KEY,
    staff_id BLOB NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
