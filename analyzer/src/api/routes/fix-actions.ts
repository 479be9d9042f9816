import { codeHostKind } from '@bugsage/backends';
import { BugSageError, fixSchema, type Fix, type Project, type Publication } from '@bugsage/core';
import { z } from 'zod';
import { PUBLISH_LIMITS } from '../../publish/limits.ts';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { findFix, fixParams } from './fix-requests.ts';

const tags = ['fixes'];
const DAY_MS = 86_400_000;

/** What people do with a reviewed fix: apply it and take it back. */
export function fixActionRoutes(api: Api, services: ApiServices): void {
  api.route({
    method: 'POST',
    url: '/:fix_id/apply',
    config: { access: 'member', example: { body: { via: 'patch' } } },
    schema: {
      operationId: 'applyFix',
      tags,
      summary: 'Open a branch with a draft pull request, or record that the patch file was applied',
      description:
        'Only for a ready fix whose newest review approved it. With `via: pull_request` the answer comes before the code host has it; `publication.state` tells. Asking again never opens a second one.',
      params: fixParams,
      body: z.strictObject({ via: z.enum(['pull_request', 'patch']).default('pull_request') }),
      response: { 202: fixSchema },
    },
    handler: async (request, reply) => {
      const fix = await findFix(services, request, request.params.fix_id);
      const project = await services.accounts.getProject(fix.project_id);
      if (project === null) throw notFound('project');
      const by = callerOf(request).user.email;
      reply.code(202);
      // Asked again, whether it has gone out by now or not: the first request stands.
      if (fix.publication !== null && fix.publication.state !== 'failed') return fix;
      if (fix.review_approved !== true) throw notApproved();
      if (request.body.via === 'patch') return applyPatchFile(services, fix, by);
      const kind = await publishable(services, project);
      const requested = await services.fixes.requestPublication(fix.id, {
        what: 'apply',
        patch: { publication: requestOf(services, kind, by) },
      });
      if (requested === null) throw notFound('fix');
      return requested;
    },
  });

  api.route({
    method: 'POST',
    url: '/:fix_id/rollback',
    config: { access: 'member', example: { body: { reason: 'It broke the cart.' } } },
    schema: {
      operationId: 'rollBackFix',
      tags,
      summary: 'Take an applied fix back, with a reason',
      description:
        'Closes a pull request that is open; opens a draft that reverts a merged one; for a patch file, `GET /fixes/{fix_id}/patch?reverse=true` has the way back.',
      params: fixParams,
      body: z.strictObject({ reason: text(API_LIMITS.notesLengthMax).trim().min(1) }),
      response: { 202: fixSchema },
    },
    handler: async (request, reply) => {
      const fix = await findFix(services, request, request.params.fix_id);
      const by = callerOf(request).user.email;
      reply.code(202);
      if (fix.revert !== null && fix.revert.state !== 'failed') return fix;
      const kind = fix.publication?.kind ?? 'patch';
      const revert = requestOf(services, kind, by);
      const { reason } = request.body;
      const changed =
        kind === 'patch'
          ? await services.fixes.transition(fix.id, 'rolled_back', {
              revert: { ...revert, state: 'published' },
              rollback_reason: reason,
              rolled_back_at: new Date(services.now()).toISOString(),
            })
          : await services.fixes.requestPublication(fix.id, {
              what: 'rollback',
              patch: { revert, rollback_reason: reason },
            });
      if (changed === null) throw notFound('fix');
      return changed;
    },
  });
}

async function applyPatchFile(services: ApiServices, fix: Fix, by: string): Promise<Fix> {
  const applied = await services.fixes.transition(fix.id, 'applied', {
    publication: { ...requestOf(services, 'patch', by), state: 'published' },
    applied_at: new Date(services.now()).toISOString(),
    applied_by: by,
    outcome: 'waiting',
  });
  if (applied === null) throw notFound('fix');
  return applied;
}

/** What keeps a pull request from being opened is told before anything is promised. */
async function publishable(services: ApiServices, project: Project): Promise<'github' | 'gitlab'> {
  const { repository } = project;
  const kind =
    repository === null ? null : codeHostKind({ url: repository.url, host: repository.host ?? 'auto' });
  if (kind === null)
    throw conflict(
      'no_code_host',
      'The repository of this project is on no code host that is known. Set its host in the project settings, or apply the patch file.',
    );
  const secrets = await services.secrets.list(project.id);
  if (!secrets.some(({ name }) => name === 'repository_token'))
    throw conflict(
      'no_repository_token',
      'The project has no repository_token. An admin can set it with PUT /api/v1/projects/{project_id}/secrets/repository_token.',
    );
  const count = await services.fixes.countPublished(project.id, services.now() - DAY_MS);
  if (count >= PUBLISH_LIMITS.pullRequestsPerDay)
    throw new BugSageError({
      kind: 'rate_limited',
      code: 'too_many_pull_requests',
      message: `${count} pull requests were asked for in this project today; ${PUBLISH_LIMITS.pullRequestsPerDay} are allowed. Apply the patch file, or try again tomorrow.`,
    });
  return kind;
}

function requestOf(services: ApiServices, kind: Publication['kind'], by: string): Publication {
  return {
    kind,
    state: 'requested',
    branch: null,
    url: null,
    number: null,
    reason: null,
    requested_at: new Date(services.now()).toISOString(),
    requested_by: by,
  };
}

function notApproved(): BugSageError {
  return conflict(
    'fix_not_approved',
    'Only a fix that a person approved is applied. Review it first: POST /api/v1/fixes/{fix_id}/review.',
  );
}

function conflict(code: string, message: string): BugSageError {
  return new BugSageError({ kind: 'conflict', code, message });
}
