-- When the person last wrote: the windows of WhatsApp, Messenger and Instagram begin there. Until they write again,
-- notified_at says that they were told, without content, that something waits. route_sealed is what a channel needs beside
-- the address: the thread of an e-mail, the push subscription of a page.
ALTER TABLE conversation ADD COLUMN heard_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN notified_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN route_sealed BLOB;
-- The outreach campaign that brought the person here first.
ALTER TABLE conversation ADD COLUMN campaign TEXT;
UPDATE conversation SET heard_at = updated_at;

-- The secret beside a reference, as a keyed hash, and how many wrong ones were tried since secret_missed_at.
ALTER TABLE ticket ADD COLUMN secret_hash BLOB;
ALTER TABLE ticket ADD COLUMN secret_misses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN secret_missed_at BIGINT NOT NULL DEFAULT 0;

-- state goes up a ladder: 'queued', 'sent', 'delivered', 'read'; beside it 'failed' (a dead letter: see error) and 'held' (error
-- says why: 'stop' or 'window'). priority: 0 answers, 1 reminders, 2 broadcasts. provider_hash is the keyed hash of the
-- provider's id, which on WhatsApp holds a telephone number; provider_id is no longer written.
ALTER TABLE outbox ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN provider_hash BLOB;
CREATE INDEX outbox_provider ON outbox (provider_hash) WHERE provider_hash IS NOT NULL;

-- What a provider told of a message before we had noted its id: applied when the id is noted.
CREATE TABLE early_receipt (
    provider_hash BLOB PRIMARY KEY,
    state TEXT NOT NULL,
    error TEXT,
    at BIGINT NOT NULL
) WITHOUT ROWID;

-- A channel that does not work: since when, why, when it is tried again.
CREATE TABLE outage (
    channel TEXT PRIMARY KEY,
    since BIGINT NOT NULL,
    cause TEXT NOT NULL,
    retry_at BIGINT NOT NULL
);

-- Files in both directions. state: 'wanted' (still at the provider, or in source_sealed), 'kept' (sealed in the store under this
-- id), 'refused' (too large, of another kind than it said, gone: see error). Each file has a key of its own,
-- sealed under the contact's, so that a file need not be sealed anew when its conversation moves to another contact.
CREATE TABLE media (
    id BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversation (id),
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    key_sealed BLOB NOT NULL,
    source_sealed BLOB,
    mime TEXT,
    size BIGINT,
    error TEXT,
    attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX media_due ON media (due_at) WHERE state = 'wanted';
CREATE INDEX media_conversation ON media (conversation_id);

-- Sealed files whose rows were erased: unreadable already, to be removed from the store.
CREATE TABLE litter (
    media_id BLOB PRIMARY KEY,
    at BIGINT NOT NULL
);
