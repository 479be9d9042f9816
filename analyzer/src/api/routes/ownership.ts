import { AUTO_ASSIGN, type Ownership } from '@bugsage/backends';
import { z } from 'zod';
import { peopleOf } from '../../ownership/assign-owner.ts';
import { OWNERSHIP_LIMITS } from '../../ownership/limits.ts';
import { readOwner } from '../../ownership/ownership-rule.ts';
import { readOwnership } from '../../ownership/read-ownership.ts';
import type { Api } from '../api-instance.ts';
import { callerOf, requireAccess } from '../auth/caller.ts';
import { InvalidRequestError } from '../problem/invalid-request-error.ts';
import { notFound } from '../problem/not-found.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { projectParams } from './project-params.ts';

const tags = ['ownership'];

const mappingsSchema = z
  .record(
    text(OWNERSHIP_LIMITS.ownerLengthMax).regex(/^@\S+$/, 'Expected a name such as @acme/checkout'),
    text(OWNERSHIP_LIMITS.ownerLengthMax).refine(
      (owner) => readOwner(owner) !== null,
      'Expected an address or #team',
    ),
  )
  .refine((given) => Object.keys(given).length <= OWNERSHIP_LIMITS.mappingsMax, 'Too many mappings');

const textFields = {
  rules: text(OWNERSHIP_LIMITS.textLengthMax).describe(
    '`path:src/cart/* ann@acme.example #checkout`, one a line',
  ),
  codeowners: text(OWNERSHIP_LIMITS.textLengthMax).describe('The text of a CODEOWNERS file'),
  mappings: mappingsSchema.describe('Whom names of the code host mean: `@acme/checkout` to `#checkout`'),
};
const settingsBody = z
  .strictObject({
    rules: textFields.rules.exactOptional(),
    codeowners: textFields.codeowners.exactOptional(),
    mappings: textFields.mappings.exactOptional(),
    auto_assign: z.enum(AUTO_ASSIGN).exactOptional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'Send at least one field');

const problemsSchema = z.array(
  z.object({ in: z.enum(['ownership_rules', 'codeowners']), line: z.int().positive(), message: z.string() }),
);
const ownershipSchema = z.object({
  rules: z.string(),
  codeowners: z.string(),
  mappings: z.record(z.string(), z.string()),
  auto_assign: z.enum(AUTO_ASSIGN),
  updated_at: z.iso.datetime().nullable(),
  updated_by: z.string().nullable(),
  problems: problemsSchema,
});

const EXAMPLE = {
  rules: 'path:src/cart/* #checkout\nurl:https://shop.example/admin* owner@acme.example',
  codeowners: '/src/ @acme/checkout\n',
  auto_assign: 'owners',
};

/** Which people and teams own which code of a project. */
export function ownershipRoutes(api: Api, services: ApiServices): void {
  const problemsOf = async (
    projectId: number,
    texts: Pick<Ownership, 'rules' | 'codeowners' | 'mappings'>,
  ) => {
    const project = await services.accounts.getProject(projectId);
    if (project === null) throw notFound('project');
    const { problems } = readOwnership(texts, await peopleOf(services, project.organization_id));
    return problems.slice(0, OWNERSHIP_LIMITS.problemsMax);
  };
  const answer = async (projectId: number, ownership: Ownership) => ({
    ...ownership,
    mappings: { ...ownership.mappings },
    problems: await problemsOf(projectId, ownership),
  });

  api.route({
    method: 'GET',
    url: '/:project_id/ownership',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getOwnership',
      tags,
      summary: 'Ownership rules and CODEOWNERS of a project, and lines that cannot be used',
      params: projectParams,
      response: { 200: ownershipSchema },
    },
    handler: async (request) => {
      const { project_id: projectId } = request.params;
      requireAccess(request, projectId);
      return answer(projectId, await services.ownership.get(projectId));
    },
  });

  api.route({
    method: 'PUT',
    url: '/:project_id/ownership',
    bodyLimit: OWNERSHIP_LIMITS.bodyBytesMax,
    config: { access: 'admin', example: { body: { codeowners: EXAMPLE.codeowners, auto_assign: 'owners' } } },
    schema: {
      operationId: 'setOwnership',
      tags,
      summary: 'Set rules, CODEOWNERS, mappings or whether new issues are assigned; what is left out stays',
      description:
        'A line of `rules` that cannot be used is refused. Lines of `codeowners` that cannot be used are kept and told as `problems`: the file is the repository’s.',
      params: projectParams,
      body: settingsBody,
      response: { 200: ownershipSchema },
    },
    handler: async (request) => {
      const { project_id: projectId } = request.params;
      requireAccess(request, projectId);
      const settings = { ...(await services.ownership.get(projectId)), ...request.body };
      if (request.body.rules !== undefined) refuseProblems(await problemsOf(projectId, settings));
      return answer(
        projectId,
        await services.ownership.set(projectId, settings, callerOf(request).user.email),
      );
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/ownership/validate',
    bodyLimit: OWNERSHIP_LIMITS.bodyBytesMax,
    config: { access: 'viewer', example: { body: { rules: EXAMPLE.rules } } },
    schema: {
      operationId: 'validateOwnership',
      tags,
      summary: 'What is wrong with rules or a CODEOWNERS file; changes nothing',
      params: projectParams,
      body: z.strictObject({
        rules: textFields.rules.default(''),
        codeowners: textFields.codeowners.default(''),
        mappings: textFields.mappings.default({}),
      }),
      response: { 200: z.object({ problems: problemsSchema }) },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      return { problems: await problemsOf(request.params.project_id, request.body) };
    },
  });
}

function refuseProblems(problems: z.infer<typeof problemsSchema>): void {
  const wrong = problems.filter((problem) => problem.in === 'ownership_rules');
  if (wrong.length === 0) return;
  throw new InvalidRequestError(
    wrong.map(({ line, message }) => ({ path: 'rules', message: `Line ${line}: ${message}` })),
    undefined,
  );
}
