-- Order is given, not measured. Ids and times come from clocks, and two gateways' clocks differ, so each message has a place in
-- its conversation: the next number, taken under the conversation's lock. What was held gets a new place when it is released,
-- because that is when a page can see it. An older gateway beside this one leaves places empty: gateway::jobs::mend fills them.
ALTER TABLE conversation ADD COLUMN last_place BIGINT NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN place BIGINT;
UPDATE message SET place = n.place FROM (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY conversation_id ORDER BY id) AS place FROM message
) AS n WHERE n.id = message.id;
CREATE UNIQUE INDEX message_place ON message (conversation_id, place);
DROP INDEX message_conversation;
CREATE INDEX message_unplaced ON message (conversation_id, id) WHERE place IS NULL;
UPDATE conversation SET last_place = COALESCE((SELECT MAX(m.place) FROM message m WHERE m.conversation_id = conversation.id), 0);

-- The outbox. place is the message's. ready_at stands only in the row that is the next of its conversation to go out, unless the
-- person has blocked us: the moment from which it may be claimed, the later of due_at and claimed_until. What waits behind it,
-- or is held, is in no index that a claim reads, however much it is.
ALTER TABLE outbox ADD COLUMN place BIGINT;
ALTER TABLE outbox ADD COLUMN ready_at BIGINT;
UPDATE outbox SET place = (SELECT m.place FROM message m WHERE m.id = outbox.message_id);
DROP INDEX outbox_due;
CREATE INDEX outbox_line ON outbox (conversation_id, place, message_id) WHERE state = 'queued';
CREATE INDEX outbox_ready ON outbox (channel, priority, ready_at) WHERE ready_at IS NOT NULL;
CREATE INDEX outbox_safe ON outbox (channel, due_at) WHERE state = 'held' AND error = 'safe-hours';
UPDATE outbox SET ready_at = CASE WHEN claimed_until > due_at THEN claimed_until ELSE due_at END
WHERE message_id IN (
    SELECT (SELECT o.message_id FROM outbox o WHERE o.conversation_id = v.id AND o.state = 'queued' ORDER BY o.place LIMIT 1)
    FROM conversation v WHERE v.blocked_at IS NULL
);
