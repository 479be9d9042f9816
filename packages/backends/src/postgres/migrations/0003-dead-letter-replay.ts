/** A dead letter knows its event, so that it is one letter however often it fails, and can be replayed. */
export const deadLetterReplay = `
ALTER TABLE dead_letters ADD COLUMN event_id text;
ALTER TABLE dead_letters ADD COLUMN attempts integer NOT NULL DEFAULT 1;
ALTER TABLE dead_letters ADD COLUMN replay text CHECK (replay IN ('requested', 'appended'));

UPDATE dead_letters SET event_id = substring(payload from '"event_id":"([0-9a-f]{32})"') WHERE kind = 'event';
-- Of several letters of one event the newest keeps the name.
UPDATE dead_letters older SET event_id = NULL FROM dead_letters newer
WHERE older.project_id = newer.project_id AND older.event_id = newer.event_id AND older.id < newer.id;
CREATE UNIQUE INDEX dead_letters_event ON dead_letters (project_id, event_id) WHERE event_id IS NOT NULL;
CREATE INDEX dead_letters_replay ON dead_letters (id) WHERE replay IS NOT NULL;
`;
