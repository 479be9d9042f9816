import { deploySchema, RELEASE_LIMITS, releaseSchema, type Release, type ReleaseCommit } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { moment } from '../schemas/moment.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import { listedReleaseSchema, releaseDetailSchema } from '../schemas/release.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { healthSummaries } from './release-health.ts';
import { projectIdQuery } from './issue-requests.ts';

const tags = ['releases'];
const projectParams = z.strictObject({ project_id: projectIdQuery });
const releaseParams = projectParams.extend({ version: text(RELEASE_LIMITS.versionLengthMax).min(1) });

const sha = z.string().regex(/^[0-9a-f]{7,64}$/, 'Expected 7 to 64 lower-case hex characters');
const webUrl = z.url({ protocol: /^https?$/ }).max(API_LIMITS.urlLengthMax);

const commitBody = z.strictObject({
  sha,
  author_email: text(API_LIMITS.emailLengthMax).nullable().default(null),
  author_name: text(API_LIMITS.nameLengthMax).nullable().default(null),
  message: text(API_LIMITS.commitMessageLengthMax).nullable().default(null),
  committed_at: moment().nullable().default(null),
});

const releaseBody = z.strictObject({
  version: text(RELEASE_LIMITS.versionLengthMax).trim().min(1),
  released_at: moment().nullable().exactOptional(),
  url: webUrl.nullable().exactOptional(),
  commit_sha: sha.nullable().exactOptional(),
  commits: z
    .array(commitBody)
    .max(RELEASE_LIMITS.commitsMax)
    .exactOptional()
    .describe('Newest first; replaces what was sent before'),
});

const deployBody = z.strictObject({
  environment: text(API_LIMITS.nameLengthMax).trim().min(1),
  name: text(API_LIMITS.nameLengthMax).nullable().default(null),
  url: webUrl.nullable().default(null),
  started_at: moment().nullable().default(null),
  finished_at: moment().exactOptional(),
});

/** Releases of a project: what a build announces, and what events have named. */
export function releaseRoutes(api: Api, services: ApiServices): void {
  const { releases } = services;

  api.route({
    method: 'GET',
    url: '/:project_id/releases',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listReleases',
      tags,
      summary: 'Releases of a project, newest first',
      params: projectParams,
      querystring: z.strictObject({
        search: text(API_LIMITS.searchLengthMax).exactOptional(),
        ...pagingQuery,
      }),
      response: { 200: z.object({ releases: z.array(listedReleaseSchema), ...pageFields }) },
    },
    handler: async (request) => {
      const { project_id } = request.params;
      requireAccess(request, project_id);
      const found = await releases.list({ projectIds: [project_id] }, request.query);
      const versions = found.releases.map(({ version }) => version);
      const health = await healthSummaries(services, project_id, versions);
      return {
        releases: found.releases.map((release) => ({
          ...release,
          health: health.get(release.version) ?? null,
        })),
        ...pageOf(found.total, request.query),
      };
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/releases',
    config: {
      access: 'member',
      tokens: 'artifacts',
      example: {
        body: { version: 'shop@2.2.0', commit_sha: '4f8a2c19d0e3', url: 'https://ci.example.com/512' },
      },
    },
    schema: {
      operationId: 'announceRelease',
      tags,
      summary: 'Announce a release with its commits; safe to repeat',
      params: projectParams,
      body: releaseBody,
      response: { 200: releaseSchema },
    },
    handler: async (request) => {
      const { project_id } = request.params;
      requireAccess(request, project_id);
      const { commits, ...announced } = request.body;
      const release = await releases.announce({ project_id, ...announced });
      if (commits === undefined) return release;
      await releases.setCommits(project_id, release.version, commits satisfies ReleaseCommit[]);
      return findRelease(services, request.params.project_id, release.version);
    },
  });

  api.route({
    method: 'GET',
    url: '/:project_id/releases/:version',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getRelease',
      tags,
      summary: 'A release with its commits and deploys',
      params: releaseParams,
      response: { 200: releaseDetailSchema },
    },
    handler: async (request) => {
      const { project_id, version } = request.params;
      requireAccess(request, project_id);
      const release = await findRelease(services, project_id, version);
      return {
        ...release,
        commits: await releases.commits(project_id, version),
        deploys: await releases.deploys(project_id, version),
      };
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/releases/:version/deploys',
    config: {
      access: 'member',
      tokens: 'artifacts',
      example: { body: { environment: 'production', name: 'blue' } },
    },
    schema: {
      operationId: 'announceDeploy',
      tags,
      summary: 'Say that a release was deployed to an environment',
      params: releaseParams,
      body: deployBody,
      response: { 201: deploySchema },
    },
    handler: async (request, reply) => {
      const { project_id, version } = request.params;
      requireAccess(request, project_id);
      await findRelease(services, project_id, version);
      reply.code(201);
      const { finished_at = new Date(services.now()).toISOString(), ...given } = request.body;
      return releases.addDeploy({ project_id, version, ...given, finished_at });
    },
  });
}

async function findRelease(services: ApiServices, projectId: number, version: string): Promise<Release> {
  const release = await services.releases.get(projectId, version);
  if (release === null) throw notFound('release');
  return release;
}
