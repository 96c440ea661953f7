-- What would change what workers are told of a service, before a second person has said yes; and what became of it. service_id:
-- absent while the entry is new. import_id, line: the file that it came with. fields: JSON, column -> what it is to be; was: what
-- stood there when it was proposed. state: 'proposed', 'published', 'returned' (by a second person, decision says why),
-- 'withdrawn' (by whoever proposed it). What stands in service was published; of a code at most one proposal waits.
CREATE TABLE service_proposal (
    id BLOB PRIMARY KEY,
    service_id BLOB,
    import_id BLOB,
    line BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    fields TEXT NOT NULL,
    was TEXT NOT NULL,
    state TEXT NOT NULL,
    decision TEXT NOT NULL,
    proposed_by BLOB NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by BLOB,
    decided_at BIGINT
);
CREATE UNIQUE INDEX service_proposal_waits ON service_proposal (code) WHERE state = 'proposed';
CREATE INDEX service_proposal_waiting ON service_proposal (proposed_at, id) WHERE state = 'proposed';
CREATE INDEX service_proposal_import ON service_proposal (import_id, line, id);
CREATE INDEX service_proposal_decided ON service_proposal (decided_at, id) WHERE state <> 'proposed';
