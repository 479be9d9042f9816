/**
 * What goes out is written down before it leaves: `sending` with the name of the lease it left under, so that an attempt
 * nobody settled is known to be in doubt. Messages and tasks have the same columns and words.
 */
export const outgoing = `
ALTER TABLE deliveries
  ADD COLUMN lease uuid,
  ADD COLUMN begun_at timestamptz,
  -- How often a person had it sent again: each time is a message of its own.
  ADD COLUMN replays integer NOT NULL DEFAULT 0;
DROP INDEX deliveries_due;
CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE status IN ('pending', 'sending');

ALTER TABLE integration_tasks
  ADD COLUMN lease uuid,
  ADD COLUMN begun_at timestamptz;
ALTER TABLE integration_tasks RENAME COLUMN done_at TO sent_at;
UPDATE integration_tasks SET status = 'sent' WHERE status = 'done';
DROP INDEX integration_tasks_due;
CREATE INDEX integration_tasks_due ON integration_tasks (next_attempt_at) WHERE status IN ('pending', 'sending');
CREATE INDEX integration_tasks_open ON integration_tasks (link_id, created_at) WHERE status IN ('pending', 'sending');

-- Tries of the version before that were cut off left no trace: what was tried and is not settled is in doubt.
UPDATE deliveries SET status = 'sending', begun_at = created_at WHERE status = 'pending' AND attempts > 0 AND error IS NULL;
UPDATE integration_tasks SET status = 'sending', begun_at = created_at
  WHERE status = 'pending' AND attempts > 0 AND error IS NULL;
`;
