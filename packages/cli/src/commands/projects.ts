import type { Schemas } from '@bugsage/api-client';
import { answerOf } from '../api/answer-of.ts';
import { organizationOf } from '../api/organization-of.ts';
import { withApi } from '../api/with-api.ts';
import { formatTable } from '../terminal/format-table.ts';
import { printResult, type Output } from '../terminal/print-result.ts';
import { safeLine } from '../terminal/safe-text.ts';

export async function listProjects(output: Output): Promise<void> {
  const answer = await withApi((api) => answerOf(api.GET('/api/v1/projects')));
  printResult(output, answer, ({ projects }) =>
    formatTable(
      ['PROJECT', 'ORGANIZATION', 'NAME', 'REPOSITORY'],
      projects.map((one) => [one.id, one.organization_id, one.name, one.repository?.url]),
    ),
  );
}

export async function createProject(
  name: string,
  options: Output & { readonly organization?: number },
): Promise<void> {
  const project = await withApi(async (api) => {
    const organization_id = await organizationOf(api, options.organization);
    return answerOf(api.POST('/api/v1/projects', { body: { name, organization_id } }));
  });
  printResult(options, project, formatCreated);
}

function formatCreated({ id, name, dsn }: Schemas['ProjectDetail']): string {
  return `Project ${id}: ${safeLine(name)}\nDSN: ${dsn ?? '(your role does not see it)'}`;
}
