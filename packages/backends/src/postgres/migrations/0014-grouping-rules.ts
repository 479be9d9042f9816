/** A project's own grouping rules: versions that are never changed, and which one counts. */
export const groupingRules = `
CREATE TABLE grouping_rules (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  fingerprint_rules text NOT NULL,
  stack_trace_rules text NOT NULL,
  -- What counted before, and counts again after a roll back; null is no rules.
  previous_id bigint REFERENCES grouping_rules ON DELETE CASCADE,
  created_by text NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX grouping_rules_project ON grouping_rules (project_id, id);
ALTER TABLE projects ADD COLUMN grouping_rules_id bigint REFERENCES grouping_rules ON DELETE SET NULL;
`;
