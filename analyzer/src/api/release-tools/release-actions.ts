import type { ProjectReference } from '@bugsage/backends';
import type { Deploy, Release } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { notFound } from '../problem/not-found.ts';
import type { ApiServices } from '../services.ts';
import { commitOf, releaseAnswer, type completeBody, type deployBody } from './release-requests.ts';
import { findProjects } from './tool-requests.ts';

/** Names that narrow an organization to some of its projects; none is all of the caller's. */
type Place = {
  readonly organization: string;
  readonly version: string;
  readonly projects?: readonly string[] | undefined;
};

export type ReleaseActions = ReturnType<typeof createReleaseActions>;

/** Releases as tools see them: one for several projects. Every action checks the caller's role in each. */
export function createReleaseActions(services: Pick<ApiServices, 'projectDirectory' | 'releases' | 'now'>) {
  const { releases } = services;

  const projectsOf = async (request: FastifyRequest, { organization, projects }: Place) => {
    const names = projects === undefined || projects.length === 0 ? null : projects;
    return (await findProjects(services, request, { organization, projects: names })).projects;
  };

  /** Those of the projects that have the release. */
  const having = async (projects: readonly ProjectReference[], version: string) => {
    const found: { readonly project: ProjectReference; readonly release: Release }[] = [];
    for (const project of projects) {
      const release = await releases.get(project.id, version);
      if (release !== null) found.push({ project, release });
    }
    return found;
  };

  const answer = async (projects: readonly ProjectReference[], version: string) => {
    const found = await having(projects, version);
    const [first] = found;
    if (first === undefined) throw notFound('release');
    return releaseAnswer(
      first.release,
      found.map(({ project }) => project),
    );
  };

  const announce = async (
    projects: readonly ProjectReference[],
    version: string,
    body: z.infer<typeof completeBody>,
  ): Promise<void> => {
    for (const project of projects) {
      await releases.announce({
        project_id: project.id,
        version,
        ...(body.dateReleased == null ? {} : { released_at: body.dateReleased.toISOString() }),
        ...(body.url == null ? {} : { url: body.url }),
        ...(body.ref == null ? {} : { commit_sha: body.ref }),
      });
      if (body.commits != null) await releases.setCommits(project.id, version, body.commits.map(commitOf));
    }
  };

  return {
    show: async (request: FastifyRequest, place: Place) =>
      answer(await projectsOf(request, place), place.version),

    /** 208 tells tools that the release was there before. */
    create: async (request: FastifyRequest, place: Place, body: z.infer<typeof completeBody>) => {
      const projects = await projectsOf(request, place);
      const code = (await having(projects, place.version)).length < projects.length ? 201 : 208;
      await announce(projects, place.version, body);
      return { code, release: await answer(projects, place.version) };
    },

    complete: async (request: FastifyRequest, place: Place, body: z.infer<typeof completeBody>) => {
      const projects = await projectsOf(request, place);
      const known = (await having(projects, place.version)).map(({ project }) => project);
      const targets = place.projects === undefined && known.length > 0 ? known : projects;
      await announce(targets, place.version, body);
      return answer(targets, place.version);
    },

    deploy: async (
      request: FastifyRequest,
      place: Place,
      body: z.infer<typeof deployBody>,
    ): Promise<Deploy> => {
      const found = await having(await projectsOf(request, place), place.version);
      if (found.length === 0) throw notFound('release');
      const deploys: Deploy[] = [];
      for (const { project } of found)
        deploys.push(
          await releases.addDeploy({
            project_id: project.id,
            version: place.version,
            environment: body.environment,
            name: body.name ?? null,
            url: body.url ?? null,
            started_at: body.dateStarted?.toISOString() ?? null,
            finished_at: (body.dateFinished ?? new Date(services.now())).toISOString(),
          }),
        );
      return deploys[0] as Deploy;
    },
  };
}
