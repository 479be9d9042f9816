import { randomUUID } from 'node:crypto';
import {
  containsPattern,
  RELEASE_LIMITS,
  type Deploy,
  type Release,
  type ReleaseCommit,
} from '@bugsage/core';
import type { ReleaseAnnouncement, ReleaseStore } from '../ports/release-store.ts';
import { appendToOutbox } from './outbox.ts';
import { guarded, type Queryable, type Sql } from './postgres-client.ts';

type Dated<Resource, Key extends keyof Resource> = {
  readonly [Name in keyof Resource]: Name extends Key
    ? Date | Exclude<Resource[Name], string>
    : Resource[Name];
};
type ReleaseRow = Dated<Release, 'created_at' | 'released_at'>;
type CommitRow = Dated<ReleaseCommit, 'committed_at'>;
type DeployRow = Dated<Deploy, 'started_at' | 'finished_at'>;

export function openPostgresReleaseStore(sql: Sql): ReleaseStore {
  const columns = sql`project_id, version, created_at, announced, released_at, url, commit_sha,
    (SELECT count(*) FROM issues WHERE issues.project_id = releases.project_id AND first_release = version
      AND merged_into IS NULL) AS new_issues`;
  return {
    announce: (given) =>
      guarded('announce a release', () => sql.begin((transaction) => announce(transaction, given))),
    list: (scope, { search, skip, limit }) =>
      guarded('list releases', async () => {
        const where = sql`WHERE project_id = ANY(${scope.projectIds}::int[])
          ${search === undefined ? sql`` : sql`AND version ILIKE ${containsPattern(search)}`}`;
        const rows = await sql<ReleaseRow[]>`
          SELECT ${columns} FROM releases ${where} ORDER BY created_at DESC, version LIMIT ${limit} OFFSET ${skip}`;
        const [count] = await sql<{ total: number }[]>`SELECT count(*) AS total FROM releases ${where}`;
        return { releases: rows.map(releaseFromRow), total: count?.total ?? 0 };
      }),
    get: (projectId, version) =>
      guarded('read a release', async () => {
        const [row] = await sql<ReleaseRow[]>`
          SELECT ${columns} FROM releases WHERE project_id = ${projectId} AND version = ${version}`;
        return row === undefined ? null : releaseFromRow(row);
      }),
    setCommits: (projectId, version, commits) =>
      guarded('keep the commits of a release', () => setCommits(sql, { projectId, version, commits })),
    commits: (projectId, version) =>
      guarded('read the commits of a release', async () => {
        const rows = await sql<CommitRow[]>`
          SELECT sha, author_email, author_name, message, committed_at FROM release_commits
          WHERE project_id = ${projectId} AND version = ${version} ORDER BY position`;
        return rows.map((row) => ({ ...row, committed_at: isoTime(row.committed_at) }));
      }),
    commitBefore: (projectId, version) =>
      guarded('read the release before', async () => {
        const [row] = await sql<{ commit_sha: string }[]>`
          SELECT commit_sha FROM releases WHERE project_id = ${projectId} AND version <> ${version} AND commit_sha IS NOT NULL
            AND created_at <= (SELECT created_at FROM releases WHERE project_id = ${projectId} AND version = ${version})
          ORDER BY created_at DESC, version DESC LIMIT 1`;
        return row?.commit_sha ?? null;
      }),
    addDeploy: (given) =>
      guarded('keep a deploy', async () => {
        const deploy = { id: randomUUID(), ...given };
        await sql`INSERT INTO deploys ${sql(deploy)}`;
        return deploy;
      }),
    deploys: (projectId, version) =>
      guarded('list deploys', async () => {
        const rows = await sql<DeployRow[]>`
          SELECT id, project_id, version, environment, name, url, started_at, finished_at FROM deploys
          WHERE project_id = ${projectId} AND version = ${version} ORDER BY finished_at DESC`;
        return rows.map((row) => ({
          ...row,
          started_at: isoTime(row.started_at),
          finished_at: row.finished_at.toISOString(),
        }));
      }),
  };
}

async function announce(sql: Queryable, given: ReleaseAnnouncement): Promise<Release> {
  const { project_id, version, released_at = null, url = null, commit_sha = null } = given;
  const [row] = await sql<ReleaseRow[]>`
    INSERT INTO releases (project_id, version, announced, released_at, url, commit_sha)
    VALUES (${project_id}, ${version}, true, ${released_at}, ${url}, ${commit_sha})
    ON CONFLICT (project_id, version) DO UPDATE SET announced = true,
      released_at = coalesce(excluded.released_at, releases.released_at), url = coalesce(excluded.url, releases.url),
      commit_sha = coalesce(excluded.commit_sha, releases.commit_sha)
    RETURNING project_id, version, created_at, announced, released_at, url, commit_sha,
      (SELECT count(*) FROM issues WHERE issues.project_id = releases.project_id AND first_release = releases.version
        AND merged_into IS NULL) AS new_issues`;
  if (row === undefined) throw new Error('An announced release came back without its row.');
  await publish(sql, 'release.announced', given);
  return releaseFromRow(row);
}

async function setCommits(
  sql: Sql,
  given: { projectId: number; version: string; commits: readonly ReleaseCommit[] },
): Promise<void> {
  const { projectId, version } = given;
  const commits = given.commits.slice(0, RELEASE_LIMITS.commitsMax);
  await sql.begin(async (transaction) => {
    await transaction`DELETE FROM release_commits WHERE project_id = ${projectId} AND version = ${version}`;
    if (commits.length === 0) return;
    await transaction`INSERT INTO release_commits ${transaction(
      commits.map((commit, position) => ({ project_id: projectId, version, position, ...commit })),
    )}`;
    await transaction`
      UPDATE releases SET commit_sha = coalesce(commit_sha, ${commits[0]?.sha ?? null}), announced = true
      WHERE project_id = ${projectId} AND version = ${version}`;
    await publish(transaction, 'release.commits_set', { project_id: projectId, version });
  });
}

/** Whoever listens reads the newest state: each change is a message of its own. */
async function publish(
  sql: Queryable,
  subject: 'release.announced' | 'release.commits_set',
  { project_id, version }: { project_id: number; version: string },
): Promise<void> {
  await appendToOutbox(sql, [
    { id: `${subject}:${randomUUID()}`, subject, payload: { project_id, version } },
  ]);
}

function releaseFromRow(row: ReleaseRow): Release {
  return { ...row, created_at: isoTime(row.created_at) ?? '', released_at: isoTime(row.released_at) };
}

function isoTime(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}
