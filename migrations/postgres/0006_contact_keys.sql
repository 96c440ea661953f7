-- The key of a contact, in a place of its own: what is destroyed is small, so that it can be removed from everything that
-- keeps a copy, and backups of it can end sooner than those of the rest. Sealed by the master key. Without its row a contact
-- cannot be read by anybody. Without a foreign key, so that the newest keys can be put beside an older backup of the rest.
CREATE TABLE contact_key (
    contact_id UUID PRIMARY KEY,
    key_sealed BYTEA NOT NULL
);
-- The planner's statistics would hold keys.
ALTER TABLE contact_key ALTER COLUMN key_sealed SET STATISTICS 0;
INSERT INTO contact_key (contact_id, key_sealed) SELECT id, key_sealed FROM contact ORDER BY id;
-- A column that is dropped stays in the rows; another type has them written anew, into another file.
ALTER TABLE contact DROP COLUMN key_sealed;
ALTER TABLE contact ALTER COLUMN created_at TYPE BIGINT USING created_at + 0;

-- What this installation knows about itself. 'key-check': a keyed hash, so that a foreign master key is noticed. 'unsettled':
-- keys were destroyed, and copies of them may still stand in the log or in dead rows; any bytes, new ones each time.
CREATE TABLE installation (
    name TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);
INSERT INTO installation (name, value) VALUES ('unsettled', '\x00');
