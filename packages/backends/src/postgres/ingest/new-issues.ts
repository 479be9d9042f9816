import type { NewIssueWindow } from '@bugsage/core';
import type { NewIssues } from '../../ports/ingest-store.ts';
import { ids, numbers } from '../array-literal.ts';
import type { Queryable } from '../postgres-client.ts';
import { fingerprintKeys, type Grouped } from './fingerprint-keys.ts';

/** Which fingerprints of the events have an issue, and how many issues their projects opened lately. */
export async function readNewIssues(sql: Queryable, events: readonly Grouped[]): Promise<NewIssues> {
  const keys = fingerprintKeys(events);
  const known = await sql<{ project_id: number; fingerprint: string }[]>`
    SELECT project_id, fingerprint FROM issue_fingerprints WHERE (project_id, fingerprint) IN (
      SELECT * FROM unnest(${numbers(keys.map(({ projectId }) => projectId))}::int[], ${ids(keys.map(({ fingerprint }) => fingerprint))}::text[]))`;
  const windows = await sql<{ id: number; minute: number; count: number }[]>`
    SELECT id, new_issues_minute AS minute, new_issues_count AS count FROM projects
    WHERE id = ANY(${[...new Set(keys.map(({ projectId }) => projectId))]}::int[])`;
  return {
    known: new Set(known.map((row) => `${row.project_id}:${row.fingerprint}`)),
    windows: new Map(windows.map(({ id, ...window }): [number, NewIssueWindow] => [id, window])),
  };
}
