/**
 * What lists, searches and charts read instead of every issue or every event.
 *
 * `issues_shown` holds all that filters, orders and statistics look at, so that they never touch the rows themselves, which
 * change with every event. `issue_texts` has the words of an issue in lower case: they change seldom, so an index over them
 * costs nothing while events come in. `event_counts` counts in the transaction that decides that an event is new.
 */
export const fastReads = `
DROP INDEX issues_shown;
CREATE INDEX issues_shown ON issues (project_id, last_seen DESC, id)
  INCLUDE (status, substatus, severity, source, platform, assignee, first_seen, resolved_at, event_count,
    users_affected, analysis_confidence)
  WHERE merged_into IS NULL AND NOT emptied;
-- The index alone answers only for pages that a vacuum has seen; the default waits for a fifth of the table to change.
ALTER TABLE issues SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

CREATE TABLE issue_texts (
  issue_id uuid PRIMARY KEY REFERENCES issues ON DELETE CASCADE,
  project_id integer NOT NULL,
  text text NOT NULL
);
INSERT INTO issue_texts (issue_id, project_id, text)
SELECT id, project_id, lower(concat_ws(' ', title, value, culprit)) FROM issues;
CREATE FUNCTION keep_issue_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO issue_texts (issue_id, project_id, text)
  VALUES (NEW.id, NEW.project_id, lower(concat_ws(' ', NEW.title, NEW.value, NEW.culprit)))
  ON CONFLICT (issue_id) DO UPDATE SET text = excluded.text;
  RETURN NULL;
END $$;
CREATE TRIGGER issue_text_new AFTER INSERT ON issues FOR EACH ROW EXECUTE FUNCTION keep_issue_text();
CREATE TRIGGER issue_text_changed AFTER UPDATE OF title, value, culprit ON issues FOR EACH ROW
  WHEN ((OLD.title, OLD.value, OLD.culprit) IS DISTINCT FROM (NEW.title, NEW.value, NEW.culprit))
  EXECUTE FUNCTION keep_issue_text();

-- Events of a project by the quarter of an hour in which they happened, repeats that a client counted included.
CREATE TABLE event_counts (
  project_id integer NOT NULL,
  at timestamptz NOT NULL,
  events bigint NOT NULL,
  PRIMARY KEY (project_id, at)
);
-- Since when everything is counted here: earlier events are counted where they are stored.
CREATE TABLE event_counts_since (since timestamptz NOT NULL);
INSERT INTO event_counts_since SELECT CASE WHEN EXISTS (SELECT FROM issues) THEN now() ELSE 'epoch' END;
`;
