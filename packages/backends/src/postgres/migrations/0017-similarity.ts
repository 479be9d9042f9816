/**
 * What events of a fingerprint look like, as numbers: one vector of the newest event that was looked at. Where pgvector
 * is there, opening the store adds a column and an index of its own type (postgres/similarity/prepare-pgvector.ts).
 */
export const similarity = `
CREATE TABLE fingerprint_vectors (
  project_id integer NOT NULL,
  fingerprint text NOT NULL,
  -- Vectors of different versions cannot be compared.
  version text NOT NULL,
  -- The event the vector is of; empty when none is stored any more.
  event_id text NOT NULL,
  -- A unit vector; null when there is nothing to compare.
  numbers real[],
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, fingerprint),
  FOREIGN KEY (project_id, fingerprint) REFERENCES issue_fingerprints ON DELETE CASCADE
);
CREATE INDEX issue_fingerprints_last_seen ON issue_fingerprints (project_id, last_seen DESC NULLS LAST);
`;
