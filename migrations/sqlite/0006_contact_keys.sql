-- The key of a contact, in a place of its own: what is destroyed is small, so that it can be removed from everything that
-- keeps a copy, and backups of it can end sooner than those of the rest. Sealed by the master key. Without its row a contact
-- cannot be read by anybody. Without a foreign key, so that the newest keys can be put beside an older backup of the rest.
CREATE TABLE contact_key (
    contact_id BLOB PRIMARY KEY,
    key_sealed BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO contact_key (contact_id, key_sealed) SELECT id, key_sealed FROM contact ORDER BY id;
ALTER TABLE contact DROP COLUMN key_sealed;

-- What this installation knows about itself. 'key-check': a keyed hash, so that a foreign master key is noticed. 'unsettled':
-- keys were destroyed, and copies of them may still stand in the log or in dead rows; any bytes, new ones each time.
CREATE TABLE installation (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
-- What the old column has left in the log.
INSERT INTO installation (name, value) VALUES ('unsettled', x'00');
