import type { Paths, Schemas } from '@bugsage/api-client';
import { answerOf } from '../api/answer-of.ts';
import { withApi } from '../api/with-api.ts';
import { printResult, type Output } from '../terminal/print-result.ts';
import { formatIssue, formatIssues } from './issue-output.ts';

type Filters = NonNullable<Paths['/api/v1/issues']['get']['parameters']['query']>;
type Change = Paths['/api/v1/issues/{issue_id}']['put']['requestBody']['content']['application/json'];

export type ListOptions = Output & Omit<Filters, 'project_id'> & { readonly project?: number };
export type ResolveOptions = Output & {
  readonly inRelease?: string;
  readonly inNextRelease?: boolean;
  readonly inCommit?: string;
};
export type IgnoreOptions = Output & {
  readonly until?: string;
  readonly events?: number;
  readonly minutes?: number;
  readonly users?: number;
  readonly whileCalm?: boolean;
};

export async function listIssues({ json = false, project, ...filters }: ListOptions): Promise<void> {
  const query = project === undefined ? filters : { ...filters, project_id: project };
  const page = await withApi((api) => answerOf(api.GET('/api/v1/issues', { params: { query } })));
  printResult({ json }, page, formatIssues);
}

export async function showIssue(issue_id: string, output: Output): Promise<void> {
  const params = { path: { issue_id } };
  const issue = await withApi((api) => answerOf(api.GET('/api/v1/issues/{issue_id}', { params })));
  printResult(output, issue, formatIssue);
}

/** Without an option: resolved now, whatever the release. */
export async function resolveIssue(issue_id: string, options: ResolveOptions): Promise<void> {
  const { inRelease, inCommit, inNextRelease } = options;
  const issue = await changeIssue(issue_id, {
    status: 'resolved',
    ...(inRelease === undefined ? {} : { resolved_in_release: inRelease }),
    ...(inCommit === undefined ? {} : { resolved_in_commit: inCommit }),
    ...(inNextRelease === true ? { resolution: 'in_next_release' } : {}),
  });
  printResult(options, issue, formatIssue);
}

/** Without an option: for good. */
export async function ignoreIssue(issue_id: string, options: IgnoreOptions): Promise<void> {
  const { until, events, minutes, users, whileCalm } = options;
  const condition = {
    ...(events === undefined ? {} : { events }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(users === undefined ? {} : { users }),
    ...(whileCalm === true ? { escalating: true as const } : {}),
  };
  const issue = await changeIssue(issue_id, {
    status: 'ignored',
    ...(until === undefined ? {} : { ignored_until: until }),
    ...(Object.keys(condition).length === 0 ? {} : { ignored_while: condition }),
  });
  printResult(options, issue, formatIssue);
}

function changeIssue(issue_id: string, body: Change): Promise<Schemas['Issue']> {
  const params = { path: { issue_id } };
  return withApi((api) => answerOf(api.PUT('/api/v1/issues/{issue_id}', { params, body })));
}
