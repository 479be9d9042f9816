/**
 * Grouping that can be undone. A fingerprint has an origin, the issue it was first given to, and numbers of its own;
 * `merged_into` joins issues to a tree. `issue_id` is the root above the origin, and an issue's numbers are the sum of
 * its fingerprints', so taking an issue out of the tree restores exactly what was there.
 */
export const groupingLedger = `
ALTER TABLE issues ADD COLUMN merged_into uuid REFERENCES issues ON DELETE CASCADE;
CREATE INDEX issues_merged ON issues (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE issue_fingerprints
  ADD COLUMN origin_issue_id uuid REFERENCES issues ON DELETE CASCADE,
  ADD COLUMN title text NOT NULL DEFAULT '',
  ADD COLUMN culprit text NOT NULL DEFAULT '',
  ADD COLUMN event_count bigint NOT NULL DEFAULT 0,
  ADD COLUMN sampled_count bigint NOT NULL DEFAULT 0,
  ADD COLUMN first_seen timestamptz,
  ADD COLUMN last_seen timestamptz,
  ADD COLUMN first_release text,
  ADD COLUMN last_release text,
  ADD COLUMN last_environment text;
UPDATE issue_fingerprints SET origin_issue_id = issue_id;
ALTER TABLE issue_fingerprints ALTER COLUMN origin_issue_id SET NOT NULL;
CREATE INDEX issue_fingerprints_by_origin ON issue_fingerprints (origin_issue_id);

-- Nobody counted by fingerprint before: the oldest one of an issue gets the issue's numbers.
UPDATE issue_fingerprints key SET title = issues.title, culprit = issues.culprit,
  event_count = issues.event_count, sampled_count = coalesce((issues.metadata->>'sampled_events')::bigint, 0),
  first_seen = issues.first_seen, last_seen = issues.last_seen, first_release = issues.first_release,
  last_release = issues.last_release, last_environment = issues.last_environment
FROM issues WHERE issues.id = key.issue_id AND key.fingerprint = (
  SELECT fingerprint FROM issue_fingerprints oldest WHERE oldest.issue_id = issues.id ORDER BY created_at, fingerprint LIMIT 1);

CREATE TABLE fingerprint_users (
  project_id integer NOT NULL,
  fingerprint text NOT NULL,
  user_hash text NOT NULL,
  PRIMARY KEY (project_id, fingerprint, user_hash),
  FOREIGN KEY (project_id, fingerprint) REFERENCES issue_fingerprints ON DELETE CASCADE
);
INSERT INTO fingerprint_users (project_id, fingerprint, user_hash)
SELECT key.project_id, key.fingerprint, user_hash FROM issue_users JOIN LATERAL (
  SELECT project_id, fingerprint FROM issue_fingerprints WHERE issue_id = issue_users.issue_id
  ORDER BY created_at, fingerprint LIMIT 1) key ON true;
DROP TABLE issue_users;

CREATE TABLE grouping_ledger (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  project_id integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  -- The address of a person, or the name of the stage that decided.
  actor text NOT NULL,
  action text NOT NULL,
  fingerprint text,
  from_issue uuid,
  to_issue uuid,
  reason text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX grouping_ledger_from ON grouping_ledger (from_issue, id) WHERE from_issue IS NOT NULL;
CREATE INDEX grouping_ledger_to ON grouping_ledger (to_issue, id) WHERE to_issue IS NOT NULL;
CREATE INDEX grouping_ledger_project ON grouping_ledger (project_id, id);
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The grouping ledger is append-only.'; END $$;
CREATE TRIGGER grouping_ledger_append_only BEFORE UPDATE OR DELETE ON grouping_ledger
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
INSERT INTO grouping_ledger (project_id, at, actor, action, fingerprint, to_issue, reason, details)
SELECT project_id, created_at, 'fingerprint', 'assigned', fingerprint, issue_id, 'linked before the ledger was kept',
  jsonb_build_object('version', version) FROM issue_fingerprints ORDER BY created_at;
`;
