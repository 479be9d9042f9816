import type { ProjectReference } from '@bugsage/backends';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ARTIFACT_LIMITS } from '../../artifacts/limits.ts';
import { callerOf, requireAccess } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import type { ApiServices } from '../services.ts';

const slug = z.string().min(1).max(128);

export const organizationParams = z.object({ organization: slug });
export const projectParams = organizationParams.extend({ project: slug });
export const releaseParams = organizationParams.extend({
  version: z.string().min(1).max(ARTIFACT_LIMITS.releaseLengthMax),
});

/** Tools send parameters of their own; none changes what is asked. */
export const anyQuery = z.looseObject({});

export const projectNames = z.array(z.union([slug, z.int().transform(String)])).max(100);
export const sha1 = z.string().regex(/^[0-9a-f]{40}$/);
export const releaseName = z.string().max(ARTIFACT_LIMITS.releaseLengthMax);
export const distName = z.string().max(ARTIFACT_LIMITS.distLengthMax);

type FoundProject = ProjectReference & { readonly organization_id: number };

/**
 * Projects of the organization of the path, when the caller may do with each what the route declares. Without names:
 * all of the caller's. Throws `not_found` when a named one is missing.
 */
export async function findProjects(
  { projectDirectory }: Pick<ApiServices, 'projectDirectory'>,
  request: FastifyRequest,
  query: { organization: string; projects: readonly string[] | null },
): Promise<{ organizationId: number; projects: readonly FoundProject[] }> {
  const { scope } = callerOf(request);
  const projects = await projectDirectory.findProjects({ ...query, scope });
  const [first] = projects;
  const isMissing = query.projects !== null && projects.length < new Set(query.projects).size;
  if (first === undefined || isMissing) throw notFound('project');
  for (const project of projects) requireAccess(request, project.id);
  return { organizationId: first.organization_id, projects };
}
