/** What was dropped before it was stored, by project, hour and reason; and rules that wait for a rate that jumps. */
export const drops = `
CREATE TABLE project_drops (
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  reason text NOT NULL,
  events bigint NOT NULL,
  PRIMARY KEY (project_id, hour, reason)
);
ALTER TABLE alert_rules ADD COLUMN velocity jsonb;
`;
