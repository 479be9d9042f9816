import type { Scope } from '../ports/issue-store.ts';
import type { PendingQuery, Row, Sql } from './postgres-client.ts';

/** Of one project the index gives the order of a list; of several they have to be sorted. */
export function ofProjects(sql: Sql, { projectIds }: Scope): PendingQuery<Row[]> {
  return projectIds.length === 1
    ? sql`project_id = ${projectIds[0] as number}`
    : sql`project_id = ANY(${projectIds}::int[])`;
}
