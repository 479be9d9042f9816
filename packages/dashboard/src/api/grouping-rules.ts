import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from './client.ts';

/** Two texts in Sentry's grammars, and how many days of stored events they are for. */
export type RuleTexts = {
  readonly fingerprint_rules: string;
  readonly stack_trace_rules: string;
  readonly days: number;
};

export type DryRun = Awaited<ReturnType<typeof dryRunRules>>;

export function groupingRulesQuery(project_id: number) {
  return queryOptions({
    queryKey: ['projects', project_id, 'grouping-rules'],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/api/v1/projects/{project_id}/grouping-rules', { signal, params: { path: { project_id } } }),
      ),
  });
}

export const dryRunRules = (project_id: number, texts: RuleTexts) =>
  dataOf(
    api.POST('/api/v1/projects/{project_id}/grouping-rules/dry-run', {
      params: { path: { project_id } },
      body: texts,
    }),
  );

export const applyRules = (project_id: number, rules: RuleTexts & { readonly reason: string }) =>
  dataOf(
    api.PUT('/api/v1/projects/{project_id}/grouping-rules', {
      params: { path: { project_id } },
      body: rules,
    }),
  );

export const rollBackRules = (project_id: number, back: { readonly days: number; readonly reason: string }) =>
  dataOf(
    api.POST('/api/v1/projects/{project_id}/grouping-rules/rollback', {
      params: { path: { project_id } },
      body: back,
    }),
  );
