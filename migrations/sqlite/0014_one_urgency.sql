-- How soon a ticket has to be looked at is said once, by its priority: 3 is urgent. An overdue ticket that rose to it was
-- urgent by its priority and not by this column, and missing in the list of what is urgent.
DROP INDEX ticket_urgent;
ALTER TABLE ticket DROP COLUMN urgent;
CREATE INDEX ticket_urgent ON ticket (priority, updated_at, id) WHERE priority = 3 AND state <> 'closed';
