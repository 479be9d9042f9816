/** Tokens of code hosts, sealed with the installation's secret key: a copy of the database reveals none of them. */
export const projectSecrets = `
CREATE TABLE project_secrets (
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  name text NOT NULL,
  sealed text NOT NULL,
  updated_by text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, name)
);
CREATE INDEX fixes_awaiting_outcome ON fixes ((document->>'applied_at'))
  WHERE status = 'applied' AND document->>'outcome' = 'waiting';
`;
