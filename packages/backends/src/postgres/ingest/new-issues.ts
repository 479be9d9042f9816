import type { NewIssueWindow } from '@bugsage/core';
import type { NewIssues } from '../../ports/ingest-store.ts';
import type { Queryable } from '../postgres-client.ts';

type Grouped = {
  readonly event: { readonly project_id: number };
  readonly grouping: { readonly fingerprint: string; readonly alternatives: readonly string[] };
};

/** Which fingerprints of the events have an issue, and how many issues their projects opened lately. */
export async function readNewIssues(sql: Queryable, events: readonly Grouped[]): Promise<NewIssues> {
  const keys = events.flatMap(({ event, grouping }) =>
    [grouping.fingerprint, ...grouping.alternatives].map((fingerprint) => ({
      id: event.project_id,
      fingerprint,
    })),
  );
  const known = await sql<{ project_id: number; fingerprint: string }[]>`
    SELECT project_id, fingerprint FROM issue_fingerprints WHERE (project_id, fingerprint) IN (
      SELECT * FROM unnest(${keys.map(({ id }) => id)}::int[], ${keys.map(({ fingerprint }) => fingerprint)}::text[]))`;
  const windows = await sql<{ id: number; minute: number; count: number }[]>`
    SELECT id, new_issues_minute AS minute, new_issues_count AS count FROM projects
    WHERE id = ANY(${[...new Set(keys.map(({ id }) => id))]}::int[])`;
  return {
    known: new Set(known.map((row) => `${row.project_id}:${row.fingerprint}`)),
    windows: new Map(windows.map(({ id, ...window }): [number, NewIssueWindow] => [id, window])),
  };
}
