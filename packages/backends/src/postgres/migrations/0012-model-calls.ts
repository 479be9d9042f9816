/** What models cost: a row is written with the most a question can cost before it is asked, and settled afterwards. */
export const modelCalls = `
CREATE TABLE model_calls (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  issue_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('analysis', 'fix')),
  model text NOT NULL,
  prompt text NOT NULL,
  tokens bigint NOT NULL,
  cost_usd double precision NOT NULL,
  input_tokens integer NOT NULL DEFAULT 0,
  output_tokens integer NOT NULL DEFAULT 0,
  estimated boolean NOT NULL DEFAULT true,
  -- Null while the question is out.
  outcome text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX model_calls_by_project ON model_calls (project_id, created_at);
`;
