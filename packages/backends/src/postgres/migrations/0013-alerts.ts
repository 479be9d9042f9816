/**
 * Alert rules, channels and the log of deliveries. A reader of the activity keeps its place in `feed_cursors` and moves
 * it in the transaction that writes the deliveries, so that nothing is told twice or forgotten.
 */
export const alerts = `
CREATE TABLE channels (
  id uuid PRIMARY KEY,
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  kind text NOT NULL,
  name text NOT NULL,
  hint text NOT NULL,
  sealed_target text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX channels_by_project ON channels (project_id);

CREATE TABLE alert_rules (
  id uuid PRIMARY KEY,
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  name text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  triggers text[] NOT NULL,
  severity_min text NOT NULL,
  environment text,
  threshold jsonb,
  quiet_hours jsonb,
  channel_ids uuid[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX alert_rules_by_project ON alert_rules (project_id);

CREATE TABLE deliveries (
  id uuid PRIMARY KEY,
  -- What it tells, once: rule, channel and the line of the activity.
  key text NOT NULL UNIQUE,
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  rule_id uuid REFERENCES alert_rules ON DELETE SET NULL,
  channel_id uuid NOT NULL REFERENCES channels ON DELETE CASCADE,
  issue_id uuid REFERENCES issues ON DELETE CASCADE,
  trigger text NOT NULL,
  status text NOT NULL DEFAULT 'pending',
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz DEFAULT now(),
  error text,
  -- Of a summary: the issues it stands for.
  issue_ids uuid[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz
);
CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE status = 'pending';
CREATE INDEX deliveries_by_project ON deliveries (project_id, created_at DESC);
CREATE INDEX deliveries_of_rule ON deliveries (rule_id, channel_id, created_at DESC);

-- The message of an issue in a channel that can change it: the state changes in place.
CREATE TABLE channel_messages (
  channel_id uuid NOT NULL REFERENCES channels ON DELETE CASCADE,
  issue_id uuid NOT NULL REFERENCES issues ON DELETE CASCADE,
  reference text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (channel_id, issue_id)
);

CREATE TABLE feed_cursors (
  name text PRIMARY KEY,
  seq bigint NOT NULL
);
-- What happened before there were rules is no news.
INSERT INTO feed_cursors (name, seq) SELECT 'notify', coalesce(max(seq), 0) FROM activity;

-- An issue that is analyzed goes to "analyzing" and back; only a change of the substatus is news.
CREATE OR REPLACE FUNCTION record_issue_activity() RETURNS trigger LANGUAGE plpgsql AS $$
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
      jsonb_strip_nulls(jsonb_build_object('from', OLD.status, 'to', NEW.status, 'from_substatus', OLD.substatus,
        'substatus', NEW.substatus, 'release', NEW.resolved_in_release, 'until', NEW.ignored_until)));
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
`;
