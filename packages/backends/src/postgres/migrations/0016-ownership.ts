/** Who owns which code, and which commits an issue may come from. */
export const ownership = `
CREATE TABLE ownership (
  project_id integer PRIMARY KEY REFERENCES projects ON DELETE CASCADE,
  rules text NOT NULL DEFAULT '',
  codeowners text NOT NULL DEFAULT '',
  -- Names of the code host to addresses and #teams.
  mappings jsonb NOT NULL DEFAULT '{}',
  auto_assign text NOT NULL DEFAULT 'off' CHECK (auto_assign IN ('off', 'owners', 'suspect_commits')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL
);

CREATE TABLE issue_code (
  issue_id uuid PRIMARY KEY REFERENCES issues ON DELETE CASCADE,
  commit_sha text NOT NULL,
  -- False when the release could not be mapped and the newest commit stands in for it.
  exact boolean NOT NULL,
  suspects jsonb NOT NULL,
  -- Where the frames are in the repository: [{ file, line, path }].
  places jsonb NOT NULL,
  found_at timestamptz NOT NULL DEFAULT now()
);

-- A search somebody wants to come back to; without owner_id it is the whole organization's.
CREATE TABLE saved_views (
  id uuid PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organizations ON DELETE CASCADE,
  owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  shared boolean NOT NULL DEFAULT false,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('issues', 'events')),
  query text NOT NULL DEFAULT '',
  project_id integer REFERENCES projects ON DELETE CASCADE,
  settings jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX saved_views_own ON saved_views (organization_id, owner_id, name) WHERE NOT shared;
CREATE UNIQUE INDEX saved_views_shared ON saved_views (organization_id, name) WHERE shared;
`;
