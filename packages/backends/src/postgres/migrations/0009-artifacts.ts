/**
 * Source maps and the scripts they belong to. Contents are kept once, under their SHA-256, in pieces of a size that a
 * statement can carry; they are compressed already, so Postgres need not try.
 */
export const artifacts = `
-- Parts of an upload, until it is put together. Named by the SHA-1 of their bytes, as the protocol of sentry-cli asks.
CREATE TABLE artifact_chunks (
  organization_id integer NOT NULL REFERENCES organizations ON DELETE CASCADE,
  checksum text NOT NULL,
  bytes bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, checksum)
);
ALTER TABLE artifact_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE artifact_blobs (
  hash text PRIMARY KEY,
  -- Before compression, and what is stored.
  size bigint NOT NULL,
  stored_size bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE artifact_pieces (
  hash text NOT NULL REFERENCES artifact_blobs ON DELETE CASCADE,
  piece integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (hash, piece)
);
ALTER TABLE artifact_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- One upload to one project.
CREATE TABLE artifact_bundles (
  id uuid PRIMARY KEY,
  project_id integer NOT NULL REFERENCES projects ON DELETE CASCADE,
  checksum text NOT NULL,
  release text NOT NULL DEFAULT '',
  dist text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('assembling', 'ok', 'error')),
  detail text NOT NULL DEFAULT '',
  size bigint NOT NULL,
  uploaded_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Last time an event was resolved with it, by the day.
  used_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (project_id, checksum, release, dist)
);

CREATE TABLE artifact_files (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  bundle_id uuid NOT NULL REFERENCES artifact_bundles ON DELETE CASCADE,
  project_id integer NOT NULL,
  release text NOT NULL,
  dist text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  debug_id text,
  size bigint NOT NULL,
  -- Null when the content could not be read at all.
  hash text REFERENCES artifact_blobs,
  -- Of a script: the name of the map it refers to.
  map_name text,
  -- Of a map, or a script with its map inside: the decoded form.
  compiled_hash text REFERENCES artifact_blobs,
  problem_code text,
  problem text
);
CREATE INDEX artifact_files_debug_id ON artifact_files (project_id, debug_id) WHERE debug_id IS NOT NULL;
CREATE INDEX artifact_files_name ON artifact_files (project_id, name);
CREATE INDEX artifact_files_bundle ON artifact_files (bundle_id);
CREATE INDEX artifact_files_hash ON artifact_files (hash);
CREATE INDEX artifact_files_compiled ON artifact_files (compiled_hash) WHERE compiled_hash IS NOT NULL;
`;
