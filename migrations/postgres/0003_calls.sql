-- A telephone call, between two webhooks. provider_hash is the keyed hash of the provider's id of the call. state_sealed is
-- bot::call::Call::save, answer_sealed what was answered last: a webhook that comes again hears it again. step counts the
-- answers; it stands in the addresses of the next webhook, so that a key is pressed once.
CREATE TABLE call (
    id UUID PRIMARY KEY,
    provider_hash BYTEA NOT NULL UNIQUE,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    step INTEGER NOT NULL,
    state_sealed BYTEA NOT NULL,
    answer_sealed BYTEA NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX call_conversation ON call (conversation_id);

-- Somebody is to be called back, at the address of conversation_id. state: 'open', 'done', 'given-up'; the columns reason to
-- danger are bot::callback::Callback. attempts are those since the person last called.
CREATE TABLE callback (
    id UUID PRIMARY KEY,
    contact_id UUID NOT NULL REFERENCES contact (id),
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    ticket_id UUID,
    reason TEXT NOT NULL,
    safe_time TEXT,
    voicemail TEXT NOT NULL,
    danger BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    opened_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
-- One open call-back a person: who calls ten times stands in the list once.
CREATE UNIQUE INDEX callback_open ON callback (contact_id) WHERE state = 'open';
CREATE INDEX callback_list ON callback (danger, opened_at) WHERE state = 'open';
CREATE INDEX callback_conversation ON callback (conversation_id);

-- What came of each attempt: bot::callback::Outcome, who tried, and whether a message was left.
CREATE TABLE callback_attempt (
    id UUID PRIMARY KEY,
    callback_id UUID NOT NULL REFERENCES callback (id),
    staff_id UUID NOT NULL,
    outcome TEXT NOT NULL,
    message_left BOOLEAN NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX callback_attempt_callback ON callback_attempt (callback_id);
