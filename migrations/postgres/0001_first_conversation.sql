-- A person. Destroying key_sealed makes everything about them unreadable, in every copy.
CREATE TABLE contact (
    id UUID PRIMARY KEY,
    key_sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

-- One contact on one channel. state_sealed is bot::Conversation::save.
CREATE TABLE conversation (
    id UUID PRIMARY KEY,
    contact_id UUID NOT NULL REFERENCES contact (id),
    channel TEXT NOT NULL,
    address_hash BYTEA NOT NULL,
    address_sealed BYTEA NOT NULL,
    language TEXT,
    state_sealed BYTEA NOT NULL,
    quiet BOOLEAN NOT NULL,
    blocked_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (channel, address_hash)
);
CREATE INDEX conversation_contact ON conversation (contact_id);
-- Finds the shells that erasing leaves, see gateway::jobs::forget.
CREATE INDEX conversation_without_language ON conversation (updated_at) WHERE language IS NULL;

-- What a provider has delivered, for good: the same update twice has one effect.
CREATE TABLE inbound (
    channel TEXT NOT NULL,
    provider_id BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (channel, provider_id)
);

-- What a ticket is: the helpdesk owes an answer. reference is what the worker keeps.
CREATE TABLE ticket (
    id UUID PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    contact_id UUID NOT NULL REFERENCES contact (id),
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    urgent BOOLEAN NOT NULL,
    queue TEXT NOT NULL,
    language TEXT,
    about TEXT,
    owner_id UUID,
    answer_sealed BYTEA,
    opened_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX ticket_contact ON ticket (contact_id);
CREATE INDEX ticket_list ON ticket (urgent, updated_at);

-- Both directions. author: 'worker', 'bot' or 'staff'; staff_id names the person. body_sealed is gateway::store::message::Body.
CREATE TABLE message (
    id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    ticket_id UUID,
    author TEXT NOT NULL,
    staff_id UUID,
    body_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX message_conversation ON message (conversation_id, id);

-- What has to go out: one row a message, committed with the turn that decided it.
-- state: 'queued', 'sent', 'failed' (never again: see error), 'held' (the worker said stop).
CREATE TABLE outbox (
    message_id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    provider_id TEXT,
    error TEXT,
    updated_at BIGINT NOT NULL
);
CREATE INDEX outbox_due ON outbox (channel, state, due_at);
CREATE INDEX outbox_conversation ON outbox (conversation_id, state);

-- What a worker told. answers_sealed is bot::report::Answers as JSON.
CREATE TABLE report (
    ticket_id UUID PRIMARY KEY REFERENCES ticket (id),
    answers_sealed BYTEA NOT NULL,
    region TEXT,
    submitted_at BIGINT NOT NULL
);

-- The pre-assessment of a report; with queue = 'focal-point' it is an entry of the Focal Point queue.
-- sheet_sealed is bot::eligibility::Assessment as JSON.
CREATE TABLE assessment (
    ticket_id UUID PRIMARY KEY REFERENCES ticket (id),
    queue TEXT NOT NULL,
    state TEXT NOT NULL,
    rules TEXT NOT NULL,
    proposed_case INTEGER,
    matching TEXT NOT NULL,
    region TEXT,
    sheet_sealed BYTEA NOT NULL,
    reason_sealed BYTEA,
    decided_by UUID,
    decided_at BIGINT,
    queued_at BIGINT NOT NULL
);
CREATE INDEX assessment_queue ON assessment (queue, state, queued_at);

-- Whether an information text was useful.
CREATE TABLE feedback (
    id UUID PRIMARY KEY,
    topic TEXT NOT NULL,
    language TEXT,
    useful BOOLEAN NOT NULL,
    at BIGINT NOT NULL
);

-- Numbers that texts show. Data, edited by the staff.
CREATE TABLE hotline (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
INSERT INTO hotline (name, value, updated_at) VALUES
    ('emergency', '112', 0),
    ('trafficking', '800 290 290', 0),
    ('violence', '1522', 0),
    ('helpdesk', '800 939 000', 0),
    ('whatsapp', '+39 350 909 2008', 0),
    ('email', 'info@helpdeskanticaporalato.org', 0);

-- People who work here. password_hash is a PHC string (argon2id), absent until an invitation is taken up.
CREATE TABLE staff (
    id UUID PRIMARY KEY,
    email_hash BYTEA NOT NULL UNIQUE,
    email_sealed BYTEA NOT NULL,
    name_sealed BYTEA NOT NULL,
    password_hash TEXT,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL
);

-- A one-time link that lets somebody choose a password. staff_id is absent for the very first administrator.
CREATE TABLE invitation (
    token_hash BYTEA PRIMARY KEY,
    staff_id UUID REFERENCES staff (id),
    expires_at BIGINT NOT NULL
);

-- Sessions of the console.
CREATE TABLE session (
    id_hash BYTEA PRIMARY KEY,
    staff_id UUID,
    data_sealed BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Who did and who read what. Ids only. staff_id is absent where the service itself acted.
CREATE TABLE audit (
    id UUID PRIMARY KEY,
    at BIGINT NOT NULL,
    staff_id UUID,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id UUID
);
CREATE INDEX audit_object ON audit (object_id, id);

-- A turn that failed, kept raw with its cause until a person has looked at it. address_hash, where the sender is known, is
-- that of their conversation, so that erasing them reaches it.
CREATE TABLE quarantine (
    id UUID PRIMARY KEY,
    channel TEXT NOT NULL,
    address_hash BYTEA,
    raw_sealed BYTEA NOT NULL,
    cause TEXT NOT NULL,
    at BIGINT NOT NULL,
    resolved_at BIGINT
);
