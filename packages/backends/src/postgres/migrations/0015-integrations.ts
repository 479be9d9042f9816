/**
 * Connections of projects to other services, links of issues to issues over there, the work list of what goes out, and
 * the log of webhooks that came in. Each webhook is stored before it is worked on, once by the sender's name of it and
 * once by its body: names are not signed everywhere.
 */
export const integrations = `
CREATE TABLE integrations (
  id uuid PRIMARY KEY,
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  kind text NOT NULL,
  name text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  settings jsonb NOT NULL,
  sealed_credentials text NOT NULL,
  sealed_webhook_secret text,
  checked_at timestamptz,
  check_error text,
  import jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX integrations_by_project ON integrations (project_id);
CREATE INDEX integrations_by_kind ON integrations (kind, created_at) WHERE enabled;

CREATE TABLE issue_links (
  id uuid PRIMARY KEY,
  issue_id uuid NOT NULL REFERENCES issues ON DELETE CASCADE,
  project_id integer NOT NULL,
  integration_id uuid NOT NULL REFERENCES integrations ON DELETE CASCADE,
  state text NOT NULL,
  key text,
  url text,
  title text,
  is_closed boolean NOT NULL DEFAULT false,
  status text,
  -- The tracker's own time of its newest state that was seen: an older webhook changes nothing.
  seen_at timestamptz,
  error text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (issue_id, integration_id)
);
CREATE INDEX issue_links_by_key ON issue_links (integration_id, key);

CREATE TABLE integration_tasks (
  id uuid PRIMARY KEY,
  -- What is to be done, once: the link and the line of the activity.
  key text NOT NULL UNIQUE,
  link_id uuid NOT NULL REFERENCES issue_links ON DELETE CASCADE,
  what text NOT NULL,
  comment_id uuid,
  status text NOT NULL DEFAULT 'pending',
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz DEFAULT now(),
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz
);
CREATE INDEX integration_tasks_due ON integration_tasks (next_attempt_at) WHERE status = 'pending';

-- Comments that are on both sides, by their id over there.
CREATE TABLE linked_comments (
  link_id uuid NOT NULL REFERENCES issue_links ON DELETE CASCADE,
  external_id text NOT NULL,
  PRIMARY KEY (link_id, external_id)
);

CREATE TABLE received_webhooks (
  id uuid PRIMARY KEY,
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  integration_id uuid NOT NULL REFERENCES integrations ON DELETE CASCADE,
  source text NOT NULL,
  delivery_id text NOT NULL,
  body_hash text NOT NULL,
  topic text NOT NULL,
  body text NOT NULL,
  status text NOT NULL DEFAULT 'pending',
  attempts integer NOT NULL DEFAULT 0,
  note text,
  received_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  UNIQUE (integration_id, delivery_id),
  UNIQUE (integration_id, body_hash)
);
CREATE INDEX received_webhooks_by_project ON received_webhooks (project_id, received_at DESC);
CREATE INDEX received_webhooks_by_time ON received_webhooks (received_at);

INSERT INTO feed_cursors (name, seq) SELECT 'integrations', coalesce(max(seq), 0) FROM activity;
`;
