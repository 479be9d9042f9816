import type { Api } from '../api-instance.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import type { ApiServices } from '../services.ts';
import { createReleaseActions, type ReleaseActions } from './release-actions.ts';
import { completeBody, createBody, deployBody } from './release-requests.ts';
import { anyQuery, organizationParams, projectParams, releaseParams } from './tool-requests.ts';

const tags = ['release tools'];
const projectReleaseParams = projectParams.extend(releaseParams.shape);

/** Releases and deploys as command-line tools announce them (protocol.md 1.17, steps 1, 6, 7). */
export function releaseRoutes(api: Api, services: ApiServices): void {
  const actions = createReleaseActions(services);
  createRoutes(api, actions);
  completeRoutes(api, actions);
  readRoutes(api, actions);

  api.route({
    method: 'POST',
    url: '/organizations/:organization/releases/:version/deploys/',
    config: { access: 'member', tokens: 'artifacts', example: { body: { environment: 'production' } } },
    schema: {
      operationId: 'toolCreateDeploy',
      tags,
      summary: 'Announce a deploy of a release',
      params: releaseParams,
      querystring: anyQuery,
      body: deployBody,
    },
    handler: async (request, reply) => {
      const place = { ...request.params, projects: request.body.projects };
      const deploy = await actions.deploy(request, place, request.body);
      reply.code(201);
      return {
        id: deploy.id,
        environment: deploy.environment,
        name: deploy.name,
        url: deploy.url,
        dateStarted: deploy.started_at,
        dateFinished: deploy.finished_at,
      };
    },
  });
}

function createRoutes(api: Api, actions: ReleaseActions): void {
  api.route({
    method: 'POST',
    url: '/organizations/:organization/releases/',
    config: {
      access: 'member',
      tokens: 'artifacts',
      example: { body: { version: '1.4.2', projects: [EXAMPLE_IDS.project] } },
    },
    schema: {
      operationId: 'toolCreateRelease',
      tags,
      summary: 'Announce a release',
      params: organizationParams,
      querystring: anyQuery,
      body: createBody,
    },
    handler: async (request, reply) => {
      const { version, projects } = request.body;
      const place = { ...request.params, version, projects };
      const { code, release } = await actions.create(request, place, request.body);
      reply.code(code);
      return release;
    },
  });

  // sentry-cli 2 announces it below the project when there is one.
  api.route({
    method: 'POST',
    url: '/projects/:organization/:project/releases/',
    config: { access: 'member', tokens: 'artifacts', example: { body: { version: '1.4.2' } } },
    schema: {
      operationId: 'toolCreateProjectRelease',
      tags,
      summary: 'Announce a release of a project',
      params: projectParams,
      querystring: anyQuery,
      body: createBody,
    },
    handler: async (request, reply) => {
      const { organization, project } = request.params;
      const place = { organization, version: request.body.version, projects: [project] };
      const { code, release } = await actions.create(request, place, request.body);
      reply.code(code);
      return release;
    },
  });
}

const COMPLETE_EXAMPLE = { body: { dateReleased: '2026-11-26T00:00:00Z' } };

function completeRoutes(api: Api, actions: ReleaseActions): void {
  api.route({
    method: 'PUT',
    url: '/organizations/:organization/releases/:version/',
    config: { access: 'member', tokens: 'artifacts', example: COMPLETE_EXAMPLE },
    schema: {
      operationId: 'toolUpdateRelease',
      tags,
      summary: 'Complete a release, with its commits',
      params: releaseParams,
      querystring: anyQuery,
      body: completeBody,
    },
    handler: async (request) =>
      actions.complete(request, { ...request.params, projects: request.body.projects }, request.body),
  });

  api.route({
    method: 'PUT',
    url: '/projects/:organization/:project/releases/:version/',
    config: { access: 'member', tokens: 'artifacts', example: COMPLETE_EXAMPLE },
    schema: {
      operationId: 'toolUpdateProjectRelease',
      tags,
      summary: 'Complete a release of a project',
      params: projectReleaseParams,
      querystring: anyQuery,
      body: completeBody,
    },
    handler: async (request) => {
      const { project, ...place } = request.params;
      return actions.complete(request, { ...place, projects: [project] }, request.body);
    },
  });
}

function readRoutes(api: Api, actions: ReleaseActions): void {
  api.route({
    method: 'GET',
    url: '/organizations/:organization/releases/:version/',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: {
      operationId: 'toolRelease',
      tags,
      summary: 'A release',
      params: releaseParams,
      querystring: anyQuery,
    },
    handler: async (request) => actions.show(request, request.params),
  });

  // `sourcemaps upload` of sentry-cli 2 looks the release up below the project.
  api.route({
    method: 'GET',
    url: '/projects/:organization/:project/releases/:version/',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: {
      operationId: 'toolProjectRelease',
      tags,
      summary: 'A release of a project',
      params: projectReleaseParams,
      querystring: anyQuery,
    },
    handler: async (request) => {
      const { project, ...place } = request.params;
      return actions.show(request, { ...place, projects: [project] });
    },
  });

  api.route({
    method: 'GET',
    url: '/organizations/:organization/releases/:version/previous-with-commits/',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: {
      operationId: 'toolPreviousRelease',
      tags,
      summary: 'The release before with commits: none, so that tools send the newest ones',
      params: releaseParams,
      querystring: anyQuery,
    },
    handler: async (request) => {
      await actions.show(request, request.params);
      return {};
    },
  });
}
