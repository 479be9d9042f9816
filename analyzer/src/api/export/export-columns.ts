import type { EventSummary } from '@bugsage/backends';
import type { Issue } from '@bugsage/core';
import type { CsvCell } from './csv.ts';

/** What an export says of an issue. Tags are JSON, so that a column stands for each thing. */
export const ISSUE_COLUMNS = {
  id: ({ id }) => id,
  number: ({ number }) => number,
  project_id: ({ project_id: projectId }) => projectId,
  title: ({ title }) => title,
  type: ({ type }) => type,
  value: ({ value }) => value,
  culprit: ({ culprit }) => culprit,
  status: ({ status }) => status,
  substatus: ({ substatus }) => substatus,
  severity: ({ severity }) => severity,
  source: ({ source }) => source,
  platform: ({ platform }) => platform,
  category: ({ category }) => category,
  assignee: ({ assignee }) => assignee,
  event_count: (issue) => issue.event_count,
  users_affected: (issue) => issue.users_affected,
  first_seen: (issue) => issue.first_seen,
  last_seen: (issue) => issue.last_seen,
  first_release: (issue) => issue.first_release,
  last_release: (issue) => issue.last_release,
  environment: (issue) => issue.last_environment,
  resolved_at: (issue) => issue.resolved_at,
  resolved_by: (issue) => issue.resolved_by,
  resolved_in_release: (issue) => issue.resolved_in_release,
  tags: ({ tags }) => JSON.stringify(tags),
} as const satisfies Record<string, (issue: Issue) => CsvCell>;

export type ExportedEvent = EventSummary & { readonly project_id: number; readonly issue_id: string | null };

/** What an export says of an event; `user` is the hash. */
export const EVENT_COLUMNS = {
  event_id: (event) => event.event_id,
  project_id: (event) => event.project_id,
  issue_id: (event) => event.issue_id,
  occurred_at: (event) => new Date(event.occurred_at).toISOString(),
  received_at: (event) => new Date(event.received_at).toISOString(),
  title: ({ title }) => title,
  level: ({ level }) => level,
  release: ({ release }) => release,
  environment: ({ environment }) => environment,
  user: ({ user }) => user,
  times_seen: (event) => event.times_seen,
} as const satisfies Record<string, (event: ExportedEvent) => CsvCell>;
