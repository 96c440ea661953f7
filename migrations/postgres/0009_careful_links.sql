-- Codes that were tried. subject is a keyed hash of who tries, or of the number that is tried, whether it exists or not.
CREATE TABLE guess (
    subject BYTEA PRIMARY KEY,
    tries INTEGER NOT NULL,
    since BIGINT NOT NULL
);

-- Messages that show a code until this moment; then it is covered.
CREATE TABLE secret_message (
    message_id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL,
    until BIGINT NOT NULL
);
CREATE INDEX secret_message_until ON secret_message (until);
CREATE INDEX secret_message_conversation ON secret_message (conversation_id);

-- A conversation asks to be one more channel of the contact of a ticket. state: 'waiting', 'joined', 'undone'.
-- joins_at is absent where only an older channel's yes joins; settled_by is a member of the staff.
CREATE TABLE channel_link (
    id UUID PRIMARY KEY,
    conversation_id UUID NOT NULL,
    ticket_id UUID NOT NULL,
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    joins_at BIGINT,
    settled_at BIGINT,
    settled_by UUID
);
CREATE INDEX channel_link_conversation ON channel_link (conversation_id);
CREATE INDEX channel_link_ticket ON channel_link (ticket_id);
CREATE INDEX channel_link_due ON channel_link (joins_at) WHERE state = 'waiting';
-- Until then the person may say that a new channel is not theirs; 0: there is none.
ALTER TABLE contact ADD COLUMN linked_until BIGINT NOT NULL DEFAULT 0;

-- Everything of a contact is hidden and is destroyed at due_at: one row a conversation. shell_id is the conversation that
-- took over its address.
CREATE TABLE erasure (
    conversation_id UUID PRIMARY KEY,
    contact_id UUID NOT NULL,
    shell_id UUID NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
CREATE INDEX erasure_contact ON erasure (contact_id);
CREATE INDEX erasure_shell ON erasure (shell_id);
CREATE INDEX erasure_due ON erasure (due_at);
ALTER TABLE conversation ADD COLUMN hidden_at BIGINT;
ALTER TABLE ticket ADD COLUMN hidden_at BIGINT;
CREATE INDEX ticket_hidden ON ticket (hidden_at) WHERE hidden_at IS NOT NULL;
