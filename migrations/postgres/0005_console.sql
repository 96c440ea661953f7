-- The console: who works on what, until when, what is kept beside a conversation, and what staff edit. Ids and names of
-- states are plain; words about a person are sealed under the contact's key, words of the house are not.

-- Tickets. region, channel and topic stand here so that the list needs no join. priority: bot::ticket::Priority, 0 to 3. version
-- goes up with every change, so that who saves sees what changed meanwhile. worker_wrote_at is the worker's last message,
-- answered_at a person's last answer. due_at is the next deadline that runs, absent while none does.
ALTER TABLE ticket ADD COLUMN region TEXT;
ALTER TABLE ticket ADD COLUMN channel TEXT NOT NULL DEFAULT 'web';
ALTER TABLE ticket ADD COLUMN topic TEXT;
ALTER TABLE ticket ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
ALTER TABLE ticket ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN team_id UUID;
ALTER TABLE ticket ADD COLUMN worker_wrote_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN answered_at BIGINT;
ALTER TABLE ticket ADD COLUMN first_answered_at BIGINT;
ALTER TABLE ticket ADD COLUMN closed_at BIGINT;
ALTER TABLE ticket ADD COLUMN due_at BIGINT;
-- Told by the person and noted by staff, for the figures: woman, man, other.
ALTER TABLE ticket ADD COLUMN gender TEXT;
ALTER TABLE ticket ADD COLUMN merged_into UUID;
UPDATE ticket SET region = (SELECT r.region FROM report r WHERE r.ticket_id = ticket.id),
    channel = (SELECT c.channel FROM conversation c WHERE c.id = ticket.conversation_id),
    worker_wrote_at = updated_at;
UPDATE ticket SET priority = 3 WHERE urgent;
-- The inbox reads one of these from its end, page by page, see gateway::store::desk::tickets: what is not closed by each filter
-- that a view has, everything by state. What has no deadline comes after what has one: COALESCE as it stands in the query.
DROP INDEX ticket_list;
CREATE INDEX ticket_unfinished ON ticket (priority, updated_at, id) WHERE state <> 'closed';
CREATE INDEX ticket_state ON ticket (state, priority, updated_at, id);
CREATE INDEX ticket_urgent ON ticket (priority, updated_at, id) WHERE urgent AND state <> 'closed';
CREATE INDEX ticket_owner ON ticket (owner_id, priority, updated_at, id) WHERE state <> 'closed';
CREATE INDEX ticket_owner_closed ON ticket (owner_id, priority, updated_at, id) WHERE state = 'closed';
CREATE INDEX ticket_team ON ticket (team_id, priority, updated_at, id) WHERE state <> 'closed';
CREATE INDEX ticket_language ON ticket (language, priority, updated_at, id) WHERE state <> 'closed';
CREATE INDEX ticket_region ON ticket (region, priority, updated_at, id) WHERE state <> 'closed';
CREATE INDEX ticket_channel ON ticket (channel, priority, updated_at, id) WHERE state <> 'closed';
CREATE INDEX ticket_topic ON ticket (topic, priority, updated_at, id) WHERE state <> 'closed';
CREATE INDEX ticket_deadline ON ticket (COALESCE(due_at, 9223372036854775807), id) WHERE state <> 'closed';
CREATE INDEX ticket_unowned ON ticket (owner_id, COALESCE(due_at, 9223372036854775807), id) WHERE owner_id IS NULL AND state <> 'closed';
CREATE INDEX ticket_team_deadline ON ticket (team_id, COALESCE(due_at, 9223372036854775807), id) WHERE state <> 'closed';
CREATE INDEX ticket_region_deadline ON ticket (region, COALESCE(due_at, 9223372036854775807), id) WHERE state <> 'closed';
CREATE INDEX ticket_due ON ticket (due_at) WHERE due_at IS NOT NULL;

-- Everything that happened to a ticket, shown on its page. detail is JSON of ids and names of states, no words.
CREATE TABLE ticket_event (
    id UUID PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    staff_id UUID,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX ticket_event_ticket ON ticket_event (ticket_id, id);

-- Who has read a ticket up to when, and who follows it.
CREATE TABLE ticket_seen (
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    staff_id UUID NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, staff_id)
);
CREATE TABLE ticket_follower (
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    staff_id UUID NOT NULL,
    PRIMARY KEY (ticket_id, staff_id)
);
CREATE INDEX ticket_follower_staff ON ticket_follower (staff_id, ticket_id);
-- Tickets that belong together without being one.
CREATE TABLE ticket_link (
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    other_id UUID NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (ticket_id, other_id)
);
CREATE INDEX ticket_link_other ON ticket_link (other_id);
-- What staff call the subject of a ticket. Retired ones stay on the tickets that have them.
CREATE TABLE topic (
    name TEXT PRIMARY KEY,
    label_it TEXT NOT NULL,
    label_en TEXT NOT NULL,
    retired_at BIGINT
);
INSERT INTO topic (name, label_it, label_en) VALUES
    ('pay', 'Paga e contratto', 'Pay and contract'),
    ('hours', 'Orari e riposi', 'Hours and rest'),
    ('caporale', 'Caporalato', 'Gangmasters'),
    ('documents', 'Documenti e permesso', 'Documents and permit'),
    ('safety', 'Salute e sicurezza sul lavoro', 'Health and safety at work'),
    ('housing', 'Alloggio', 'Housing'),
    ('violence', 'Violenza e minacce', 'Violence and threats'),
    ('services', 'Servizi sul territorio', 'Local services'),
    ('other', 'Altro', 'Other');

-- Notes of the staff among themselves, sealed under the contact's key; whom they mention.
CREATE TABLE note (
    id UUID PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    staff_id UUID NOT NULL,
    body_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX note_ticket ON note (ticket_id, id);

-- Lists that somebody saved: the query of the inbox, under a name.
CREATE TABLE saved_view (
    id UUID PRIMARY KEY,
    staff_id UUID NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE INDEX saved_view_staff ON saved_view (staff_id, position);

-- Words somebody is typing, kept while they type. place: 'answer', 'note', 'question'… Sealed under the contact's key.
CREATE TABLE draft (
    id UUID PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    staff_id UUID NOT NULL,
    place TEXT NOT NULL,
    body_sealed BYTEA NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (ticket_id, staff_id, place)
);
-- Answers on their way: carried out at due_at, undone until then. body_sealed is gateway::store::answer::Body, sealed under the
-- contact's key. state: 'waiting', 'sent', 'undone', 'refused' (error says why). claimed_until as in outbox. reason says why
-- it waits: 'undo', 'safe-hours', 'shared-phone'. file_id: a sealed file that goes with it, until it is carried out.
CREATE TABLE answer (
    id UUID PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    staff_id UUID NOT NULL,
    body_sealed BYTEA NOT NULL,
    file_id UUID,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    error TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX answer_due ON answer (due_at) WHERE state = 'waiting';
CREATE INDEX answer_ticket ON answer (ticket_id);
-- A message that goes although it is not safe now, because somebody wrote down why.
ALTER TABLE outbox ADD COLUMN despite BOOLEAN NOT NULL DEFAULT FALSE;
-- A mediator's translation, beside the original. Sealed under the contact's key. The latest of a message and language counts.
CREATE TABLE translation (
    id UUID PRIMARY KEY,
    message_id UUID NOT NULL REFERENCES message (id),
    conversation_id UUID NOT NULL REFERENCES conversation (id),
    staff_id UUID NOT NULL,
    language TEXT NOT NULL,
    body_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX translation_message ON translation (message_id, id);
-- When and how a person may be written to or called without danger: bot::safe_contact::SafeContact as JSON, sealed.
CREATE TABLE safe_contact (
    contact_id UUID PRIMARY KEY REFERENCES contact (id),
    profile_sealed BYTEA NOT NULL,
    version BIGINT NOT NULL,
    updated_by UUID,
    updated_at BIGINT NOT NULL
);

-- Questions of the front office to legal experts. state: bot::question::QuestionState. Sealed under the contact's key:
-- facts_sealed is what of the report is shown, thread_sealed what was asked back and added, answer_sealed the expert's answer
-- (a draft until answered_at), carried_sealed what was sent. See gateway::store::question.
CREATE TABLE question (
    id UUID PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    asked_by UUID NOT NULL,
    expert_id UUID,
    expertise TEXT NOT NULL,
    state TEXT NOT NULL,
    question_sealed BYTEA NOT NULL,
    facts_sealed BYTEA NOT NULL,
    thread_sealed BYTEA,
    answer_sealed BYTEA,
    carried_sealed BYTEA,
    version BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    warned_at BIGINT,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    carried_at BIGINT
);
CREATE INDEX question_ticket ON question (ticket_id);
CREATE INDEX question_list ON question (state, due_at);

-- Canned answers and their texts by language. state of a text: 'draft' or 'reviewed'; reviewed_by is never updated_by. The
-- version of an answer is that of its title and topic; each text has its own.
CREATE TABLE canned_answer (
    id UUID PRIMARY KEY,
    title TEXT NOT NULL,
    topic TEXT,
    uses BIGINT NOT NULL,
    version BIGINT NOT NULL,
    question_id UUID,
    created_by UUID NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);
CREATE TABLE canned_text (
    canned_id UUID NOT NULL REFERENCES canned_answer (id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_by UUID NOT NULL,
    updated_at BIGINT NOT NULL,
    reviewed_by UUID,
    reviewed_at BIGINT,
    PRIMARY KEY (canned_id, language)
);
-- A canned answer, a state, an owner, a topic and a priority set at once; what is absent stays as it is. assign: 'me',
-- 'nobody', 'team/<id>', 'role/<name>'.
CREATE TABLE macro (
    id UUID PRIMARY KEY,
    title TEXT NOT NULL,
    canned_id UUID REFERENCES canned_answer (id),
    state TEXT,
    assign TEXT,
    topic TEXT,
    priority INTEGER,
    uses BIGINT NOT NULL,
    version BIGINT NOT NULL,
    updated_by UUID NOT NULL,
    updated_at BIGINT NOT NULL,
    retired_at BIGINT
);

-- Opening hours in Rome as bot::hours::Period writes them: '9:30-13:00, 14:00-18:00', '' closed. weekday: 1 Monday to 7 Sunday;
-- no row at all: the hours that are built in. day: '2026-09-19', what is different there and why.
CREATE TABLE calendar_week (
    weekday INTEGER PRIMARY KEY,
    periods TEXT NOT NULL
);
CREATE TABLE calendar_exception (
    day TEXT PRIMARY KEY,
    periods TEXT NOT NULL,
    name TEXT NOT NULL
);
-- How often 'week', 'exceptions' and 'policy' were changed, so that who saves sees what changed meanwhile. 'clocks': the sum of
-- 'week' and 'exceptions' that the due times of all running clocks were counted with.
CREATE TABLE calendar_edition (
    part TEXT PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO calendar_edition (part, version) VALUES ('week', 0), ('exceptions', 0), ('policy', 0), ('clocks', 0);
-- How long answers may take, in minutes of opening time; by priority. escalate_to is a role.
CREATE TABLE deadline_policy (
    priority INTEGER PRIMARY KEY,
    first_answer BIGINT NOT NULL,
    next_answer BIGINT NOT NULL,
    solution BIGINT NOT NULL,
    warn_percent INTEGER NOT NULL,
    escalate_to TEXT NOT NULL
);
INSERT INTO deadline_policy (priority, first_answer, next_answer, solution, warn_percent, escalate_to) VALUES
    (0, 960, 960, 9600, 80, 'coordinator'),
    (1, 480, 480, 4800, 80, 'coordinator'),
    (2, 240, 240, 2400, 75, 'coordinator'),
    (3, 30, 60, 960, 50, 'coordinator');
-- A clock of a ticket: bot::clock::Clock. kind: 'first-answer', 'next-answer', 'solution'. allowed, spent: milliseconds of opening
-- time; spent up to since, which is absent while it stands. due_at, warn_at: absent while it stands. met_at: answered in time or
-- late, whichever came. raised_at: it has raised the priority of its ticket, which happens once.
CREATE TABLE clock (
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    kind TEXT NOT NULL,
    allowed BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    since BIGINT,
    due_at BIGINT,
    warn_at BIGINT,
    warned_at BIGINT,
    breached_at BIGINT,
    met_at BIGINT,
    raised_at BIGINT,
    PRIMARY KEY (ticket_id, kind)
);
CREATE INDEX clock_due ON clock (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX clock_passes ON clock (due_at) WHERE due_at IS NOT NULL AND breached_at IS NULL;
CREATE INDEX clock_nears ON clock (warn_at) WHERE warn_at IS NOT NULL AND warned_at IS NULL;
-- Tickets that ought to have a clock that runs, and have none.
CREATE INDEX ticket_unclocked ON ticket (id) WHERE due_at IS NULL AND state IN ('new', 'open', 'waiting-for-expert');

-- Bodies that help, near the worker. Public data of organisations, no person's. languages is a list with spaces; search has
-- what the staff look for, in plain letters; checked_at 0: never checked.
CREATE TABLE service (
    id UUID PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    mode TEXT NOT NULL,
    address TEXT NOT NULL,
    municipality TEXT NOT NULL,
    province TEXT NOT NULL,
    region TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    hours TEXT NOT NULL,
    phone TEXT NOT NULL,
    whatsapp TEXT NOT NULL,
    email TEXT NOT NULL,
    website TEXT NOT NULL,
    languages TEXT NOT NULL,
    referent TEXT NOT NULL,
    professions TEXT NOT NULL,
    notes TEXT NOT NULL,
    search TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    checked_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    updated_by UUID,
    updated_at BIGINT NOT NULL
);
CREATE INDEX service_province ON service (province, kind);
CREATE INDEX service_name ON service (name, id);

-- A CSV file that was checked and waits for its yes, sealed; a day at most.
CREATE TABLE service_import (
    id UUID PRIMARY KEY,
    staff_id UUID NOT NULL,
    body_sealed BYTEA NOT NULL,
    at BIGINT NOT NULL
);

-- Texts of the bot and hotlines as staff change them. item: a key of locales/ with its language, or 'hotline/<name>' with none.
-- body: the words, absent where the built-in text is to count again. was: the words in force when it was decided on.
-- back_translation: what a text in another language says, in Italian. trust: 'reviewed' or 'draft'. state: 'proposed', 'published',
-- 'replaced', 'returned' (by a second person, decision says why), 'withdrawn' (by whoever proposed it). At most one of an item
-- and language is proposed, at most one published; none: the text that was built in.
CREATE TABLE wording (
    id UUID PRIMARY KEY,
    item TEXT NOT NULL,
    language TEXT NOT NULL,
    body TEXT,
    was TEXT NOT NULL,
    back_translation TEXT NOT NULL,
    trust TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    decision TEXT NOT NULL,
    proposed_by UUID NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by UUID,
    decided_at BIGINT
);
CREATE INDEX wording_item ON wording (item, language, id);
CREATE INDEX wording_state ON wording (state, id);
CREATE UNIQUE INDEX wording_proposed ON wording (item, language) WHERE state = 'proposed';
CREATE UNIQUE INDEX wording_published ON wording (item, language) WHERE state = 'published';

-- Counts that outlive erasing, because they name nobody. tally is appended in turns, figure is what a job makes of it.
CREATE TABLE tally (
    id UUID PRIMARY KEY,
    day TEXT NOT NULL,
    measure TEXT NOT NULL,
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    count BIGINT NOT NULL
);
CREATE TABLE figure (
    day TEXT NOT NULL,
    measure TEXT NOT NULL,
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (measure, dimension, day, value)
);

-- People who work here: what they speak and know, where, how much at once, and their second factor.
CREATE TABLE team (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
ALTER TABLE staff ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN scope TEXT NOT NULL DEFAULT 'all';
ALTER TABLE staff ADD COLUMN team_id UUID;
ALTER TABLE staff ADD COLUMN region TEXT;
ALTER TABLE staff ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN expertise TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN on_duty_since BIGINT;
ALTER TABLE staff ADD COLUMN most_tickets INTEGER NOT NULL DEFAULT 20;
ALTER TABLE staff ADD COLUMN assigned_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN totp_sealed BYTEA;
ALTER TABLE staff ADD COLUMN totp_confirmed_at BIGINT;
ALTER TABLE staff ADD COLUMN totp_last_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN notify_by_email BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE staff ADD COLUMN notified_at BIGINT NOT NULL DEFAULT 0;
CREATE TABLE recovery_code (
    staff_id UUID NOT NULL REFERENCES staff (id),
    code_hash BYTEA NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (staff_id, code_hash)
);
ALTER TABLE session ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN agent_sealed BYTEA;
CREATE INDEX session_staff ON session (staff_id);
-- Failed log-ins, counted over all replicas.
CREATE TABLE login_failure (
    account_hash BYTEA PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at BIGINT NOT NULL
);
-- Seeing who somebody is: asked by one, granted by another, for a time. reason_sealed is sealed under the contact's key.
CREATE TABLE unlock (
    id UUID PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES ticket (id),
    asked_by UUID NOT NULL,
    reason_sealed BYTEA NOT NULL,
    state TEXT NOT NULL,
    decided_by UUID,
    decided_at BIGINT,
    until BIGINT,
    asked_at BIGINT NOT NULL
);
CREATE INDEX unlock_ticket ON unlock (ticket_id, asked_by);
-- The audit is a chain: a job gives each row its place and a keyed hash over it and the hash before.
ALTER TABLE audit ADD COLUMN place BIGINT;
ALTER TABLE audit ADD COLUMN chain_hash BYTEA;
CREATE UNIQUE INDEX audit_place ON audit (place) WHERE place IS NOT NULL;
-- Where the chain ends, proved by the key, so that rows missing at its end are missed. One row.
CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY,
    place BIGINT NOT NULL,
    proof BYTEA NOT NULL
);
CREATE INDEX audit_unchained ON audit (id) WHERE place IS NULL;
CREATE INDEX audit_staff ON audit (staff_id, id);

-- What a person should look at. kind: gateway::store::notification::Kind. Never a word of a conversation.
CREATE TABLE notification (
    id UUID PRIMARY KEY,
    staff_id UUID NOT NULL,
    kind TEXT NOT NULL,
    ticket_id UUID,
    at BIGINT NOT NULL,
    seen_at BIGINT
);
CREATE INDEX notification_staff ON notification (staff_id, id);
CREATE INDEX notification_unseen ON notification (staff_id) WHERE seen_at IS NULL;
CREATE INDEX notification_ticket ON notification (ticket_id);
