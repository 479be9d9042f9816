import type { IssueCode, Ownership, OwnershipSettings, OwnershipStore } from '../ports/ownership-store.ts';
import { guarded, type Sql } from './postgres-client.ts';

type OwnershipRow = OwnershipSettings & { readonly updated_at: Date; readonly updated_by: string };
type CodeRow = Omit<IssueCode, 'commit' | 'found_at'> & {
  readonly commit_sha: string;
  readonly found_at: Date;
};

const NOTHING: Ownership = {
  rules: '',
  codeowners: '',
  mappings: {},
  auto_assign: 'off',
  updated_at: null,
  updated_by: null,
};

export function openPostgresOwnershipStore(sql: Sql): OwnershipStore {
  return {
    get: (projectId) =>
      guarded('read ownership rules', async () => {
        const [row] = await sql<OwnershipRow[]>`
          SELECT rules, codeowners, mappings, auto_assign, updated_at, updated_by FROM ownership WHERE project_id = ${projectId}`;
        return row === undefined ? NOTHING : fromRow(row);
      }),
    set: (projectId, settings, by) =>
      guarded('keep ownership rules', async () => {
        const { rules, codeowners, mappings, auto_assign } = settings;
        const [row] = await sql<OwnershipRow[]>`
          INSERT INTO ownership (project_id, rules, codeowners, mappings, auto_assign, updated_by)
          VALUES (${projectId}, ${rules}, ${codeowners}, ${JSON.stringify(mappings)}::text::jsonb, ${auto_assign}, ${by})
          ON CONFLICT (project_id) DO UPDATE SET rules = excluded.rules, codeowners = excluded.codeowners,
            mappings = excluded.mappings, auto_assign = excluded.auto_assign, updated_at = now(), updated_by = excluded.updated_by
          RETURNING rules, codeowners, mappings, auto_assign, updated_at, updated_by`;
        return row === undefined ? NOTHING : fromRow(row);
      }),
    codeOf: (issueId) =>
      guarded('read suspected commits', async () => {
        const [row] = await sql<CodeRow[]>`
          SELECT commit_sha, exact, suspects, places, found_at FROM issue_code WHERE issue_id = ${issueId}`;
        if (row === undefined) return null;
        const { commit_sha: commit, found_at, ...code } = row;
        return { commit, ...code, found_at: found_at.toISOString() };
      }),
    setCode: (issueId, { commit, exact, suspects, places }) =>
      guarded('keep suspected commits', async () => {
        const rows = await sql`
          INSERT INTO issue_code (issue_id, commit_sha, exact, suspects, places)
          SELECT id, ${commit}, ${exact}, ${storable(suspects)}::text::jsonb, ${storable(places)}::text::jsonb
          FROM issues WHERE id = ${issueId}
          ON CONFLICT (issue_id) DO UPDATE SET commit_sha = excluded.commit_sha, exact = excluded.exact,
            suspects = excluded.suspects, places = excluded.places, found_at = now()
          RETURNING issue_id`;
        return rows.length === 1;
      }),
    assignFirst: (issueId, assignee, by) =>
      guarded('assign an issue', () =>
        sql.begin(async (transaction) => {
          await transaction`SELECT set_config('bugsage.actor', ${by}, true)`;
          const rows = await transaction`
            UPDATE issues SET assignee = ${assignee}, updated_at = now() WHERE id = ${issueId} AND assignee IS NULL
              AND NOT EXISTS (SELECT 1 FROM activity WHERE activity.issue_id = issues.id AND kind = 'assigned')
            RETURNING id`;
          return rows.length === 1;
        }),
      ),
  };
}

function fromRow(row: OwnershipRow): Ownership {
  return { ...row, updated_at: row.updated_at.toISOString() };
}

/** Names of authors and files are theirs; Postgres holds no NUL. */
function storable(value: unknown): string {
  return JSON.stringify(value).replaceAll(String.raw`\u0000`, '');
}
