import { compareReleases, type ReleaseFacts } from '@bugsage/core';
import type { Queryable } from './postgres-client.ts';

type FactsRow = { readonly version: string; readonly created_at: Date; readonly deployed_at: Date | null };

/** Releases compared with each other at most, the newest; older ones are older by every order. */
const COMPARED_MAX = 500;

/** What is known of some releases of a project. An unknown one is missing. */
export async function readReleaseFacts(
  sql: Queryable,
  given: { projectId: number; versions: readonly string[]; environment: string | null },
): Promise<Map<string, ReleaseFacts>> {
  const rows = await sql<FactsRow[]>`
    SELECT version, created_at, ${deployedAt(sql, given.environment)} AS deployed_at FROM releases
    WHERE project_id = ${given.projectId} AND version = ANY(${given.versions}::text[])`;
  return new Map(rows.map((row) => [row.version, factsOf(row)]));
}

/** The latest release of a project; null when it has none. */
export async function newestRelease(sql: Queryable, projectId: number): Promise<string | null> {
  const rows = await sql<FactsRow[]>`
    SELECT version, created_at, ${deployedAt(sql, null)} AS deployed_at FROM releases
    WHERE project_id = ${projectId} ORDER BY created_at DESC LIMIT ${COMPARED_MAX}`;
  return rows.map(factsOf).toSorted(compareReleases).at(-1)?.version ?? null;
}

/** The first release that contains a commit; null when none is known to. A short hash matches its beginning. */
export async function releaseWithCommit(
  sql: Queryable,
  projectId: number,
  sha: string,
): Promise<ReleaseFacts | null> {
  const rows = await sql<FactsRow[]>`
    SELECT DISTINCT version, created_at, ${deployedAt(sql, null)} AS deployed_at FROM releases
    LEFT JOIN release_commits USING (project_id, version)
    WHERE project_id = ${projectId} AND (starts_with(sha, ${sha}) OR starts_with(commit_sha, ${sha}))
    LIMIT ${COMPARED_MAX}`;
  return rows.map(factsOf).toSorted(compareReleases)[0] ?? null;
}

function deployedAt(sql: Queryable, environment: string | null) {
  return sql`(SELECT min(finished_at) FROM deploys WHERE deploys.project_id = releases.project_id
    AND deploys.version = releases.version ${environment === null ? sql`` : sql`AND environment = ${environment}`})`;
}

function factsOf(row: FactsRow): ReleaseFacts {
  return {
    version: row.version,
    created_at: row.created_at.getTime(),
    deployed_at: row.deployed_at?.getTime() ?? null,
  };
}
