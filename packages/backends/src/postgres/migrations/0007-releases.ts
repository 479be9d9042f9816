/**
 * Releases, their commits and deploys; how an issue was resolved; until when it is ignored. A release is known from the
 * first event that names it, or from whoever announces it.
 */
export const releases = `
CREATE TABLE releases (
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  version text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Announced by a person or a build, not only seen in events.
  announced boolean NOT NULL DEFAULT false,
  released_at timestamptz,
  url text,
  commit_sha text,
  PRIMARY KEY (project_id, version)
);
CREATE INDEX releases_by_time ON releases (project_id, created_at DESC);
INSERT INTO releases (project_id, version, created_at)
SELECT project_id, version, min(first_seen) FROM (
  SELECT project_id, first_release AS version, first_seen FROM issues WHERE first_release IS NOT NULL
  UNION ALL SELECT project_id, last_release, last_seen FROM issues WHERE last_release IS NOT NULL
) seen GROUP BY project_id, version;

CREATE TABLE release_commits (
  project_id integer NOT NULL,
  version text NOT NULL,
  -- 0 is the newest.
  position integer NOT NULL,
  sha text NOT NULL,
  author_email text,
  author_name text,
  message text,
  committed_at timestamptz,
  PRIMARY KEY (project_id, version, position),
  FOREIGN KEY (project_id, version) REFERENCES releases ON DELETE CASCADE
);
CREATE INDEX release_commits_by_sha ON release_commits (project_id, sha);

CREATE TABLE deploys (
  id uuid PRIMARY KEY,
  project_id integer NOT NULL,
  version text NOT NULL,
  environment text NOT NULL,
  name text,
  url text,
  started_at timestamptz,
  finished_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (project_id, version) REFERENCES releases ON DELETE CASCADE
);
CREATE INDEX deploys_by_release ON deploys (project_id, version, environment, finished_at);

ALTER TABLE issues
  ADD COLUMN resolution text CHECK (resolution IN ('now', 'in_release', 'in_next_release', 'in_commit')),
  -- The newest release when somebody resolved it in the next one.
  ADD COLUMN resolved_after_release text,
  ADD COLUMN resolved_in_commit text,
  -- What ends the ignoring beside a time: { events, users, minutes, escalating }.
  ADD COLUMN ignored_while jsonb,
  ADD COLUMN ignored_events bigint,
  ADD COLUMN ignored_users bigint;
UPDATE issues SET resolution = CASE WHEN resolved_in_release IS NULL THEN 'now' ELSE 'in_release' END WHERE status = 'resolved';
CREATE INDEX issues_ignored ON issues (id) WHERE status = 'ignored';

ALTER TABLE projects ADD COLUMN auto_resolve_days integer CHECK (auto_resolve_days > 0);
`;
