/**
 * Events that were given another fingerprint after they were stored. Written in the transaction that moves their
 * numbers, so that a job that is tried again moves nothing twice.
 */
export const eventMoves = `
CREATE TABLE event_moves (
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  event_id text NOT NULL,
  revision integer NOT NULL,
  from_fingerprint text NOT NULL,
  to_fingerprint text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, event_id, revision)
);
-- An issue all of whose events were moved elsewhere; it is shown again when it has some.
ALTER TABLE issues ADD COLUMN emptied boolean NOT NULL DEFAULT false;
`;
