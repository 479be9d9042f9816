/**
 * The history of issues. Triggers write it, so that no writer can forget a line: the collector, workers, people and
 * whatever comes later change issues, and all of them are seen. Who did it is the setting `bugsage.actor` of the
 * transaction. `transaction` lets a reader wait for rows of older transactions that are not committed yet: numbers are
 * given out before a commit, so the highest number seen is no place to go on from.
 */
export const activity = `
CREATE TABLE activity (
  seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  project_id integer NOT NULL,
  issue_id uuid NOT NULL,
  kind text NOT NULL,
  actor text NOT NULL DEFAULT coalesce(nullif(current_setting('bugsage.actor', true), ''), 'collector'),
  data jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL DEFAULT now(),
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX activity_by_issue ON activity (issue_id, seq);
CREATE INDEX activity_by_time ON activity (at);

INSERT INTO activity (project_id, issue_id, kind, at)
SELECT project_id, id, 'created', created_at FROM issues ORDER BY created_at;

CREATE FUNCTION record_issue_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO activity (project_id, issue_id, kind) VALUES (NEW.project_id, NEW.id, 'created');
    RETURN NULL;
  ELSIF TG_OP = 'DELETE' THEN
    DELETE FROM activity WHERE issue_id = OLD.id;
    INSERT INTO activity (project_id, issue_id, kind, data)
    VALUES (OLD.project_id, OLD.id, 'deleted', jsonb_build_object('title', OLD.title));
    RETURN NULL;
  END IF;
  IF (OLD.status, OLD.substatus) IS DISTINCT FROM (NEW.status, NEW.substatus) THEN
    INSERT INTO activity (project_id, issue_id, kind, data) VALUES (NEW.project_id, NEW.id, 'status',
      jsonb_strip_nulls(jsonb_build_object('from', OLD.status, 'to', NEW.status, 'substatus', NEW.substatus,
        'release', NEW.resolved_in_release, 'until', NEW.ignored_until)));
  END IF;
  IF OLD.severity IS DISTINCT FROM NEW.severity THEN
    INSERT INTO activity (project_id, issue_id, kind, data) VALUES (NEW.project_id, NEW.id, 'severity',
      jsonb_build_object('from', OLD.severity, 'to', NEW.severity));
  END IF;
  IF OLD.title IS DISTINCT FROM NEW.title THEN
    INSERT INTO activity (project_id, issue_id, kind, data) VALUES (NEW.project_id, NEW.id, 'title',
      jsonb_build_object('from', OLD.title, 'to', NEW.title));
  END IF;
  IF OLD.assignee IS DISTINCT FROM NEW.assignee THEN
    INSERT INTO activity (project_id, issue_id, kind, data) VALUES (NEW.project_id, NEW.id, 'assigned',
      jsonb_build_object('from', OLD.assignee, 'to', NEW.assignee));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER issue_activity_existence AFTER INSERT OR DELETE ON issues
  FOR EACH ROW EXECUTE FUNCTION record_issue_activity();
-- Counting events, which is what nearly all updates do, must not call it.
CREATE TRIGGER issue_activity_change AFTER UPDATE ON issues FOR EACH ROW
  WHEN ((OLD.status, OLD.substatus, OLD.severity, OLD.title, OLD.assignee)
    IS DISTINCT FROM (NEW.status, NEW.substatus, NEW.severity, NEW.title, NEW.assignee))
  EXECUTE FUNCTION record_issue_activity();

CREATE FUNCTION record_analysis_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO activity (project_id, issue_id, kind, actor, data) VALUES (NEW.project_id, NEW.issue_id, 'analyzed', 'analyzer',
    jsonb_build_object('analysis_id', NEW.id, 'confidence', NEW.document->'confidence_score'));
  RETURN NULL;
END $$;
CREATE TRIGGER analysis_activity AFTER INSERT ON analyses FOR EACH ROW EXECUTE FUNCTION record_analysis_activity();

CREATE FUNCTION record_fix_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO activity (project_id, issue_id, kind, actor, data) VALUES (NEW.project_id, NEW.issue_id, 'fix',
    coalesce(nullif(current_setting('bugsage.actor', true), ''), 'analyzer'),
    jsonb_build_object('fix_id', NEW.id, 'from', CASE TG_OP WHEN 'UPDATE' THEN OLD.status END, 'to', NEW.status));
  RETURN NULL;
END $$;
CREATE TRIGGER fix_activity_request AFTER INSERT ON fixes FOR EACH ROW EXECUTE FUNCTION record_fix_activity();
CREATE TRIGGER fix_activity_status AFTER UPDATE ON fixes FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION record_fix_activity();

CREATE TABLE comments (
  id uuid PRIMARY KEY,
  project_id integer NOT NULL,
  issue_id uuid NOT NULL REFERENCES issues ON DELETE CASCADE,
  author text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  edited_at timestamptz
);
CREATE INDEX comments_by_issue ON comments (issue_id, created_at);
`;
