-- Whether values that are bound to no place are still opened: 'unbound' until gateway::jobs::reseal has ended, then 'bound'.
-- proof is a keyed hash of the state; a row without one says nothing. See gateway::store::sealed. One row.
CREATE TABLE seal_state (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    proof BYTEA NOT NULL
);
INSERT INTO seal_state (id, state, proof) VALUES (1, 'new', '');

-- The last day on which the end of the audit was sent out of this database. One row.
CREATE TABLE audit_anchor (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL
);
INSERT INTO audit_anchor (id, day) VALUES (1, '');
