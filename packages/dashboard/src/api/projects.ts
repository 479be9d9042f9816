import type { Project, ProjectRepository } from '@bugsage/core';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { ProjectDetail } from './responses.ts';

export function projectsQuery() {
  return queryOptions({
    queryKey: ['projects'],
    queryFn: async ({ signal }) => {
      const answer = await request<{ projects: readonly Project[] }>('projects', { signal });
      return answer.projects;
    },
    staleTime: 60_000,
  });
}

/** One project with its DSN. */
export function projectQuery(id: number) {
  return queryOptions({
    queryKey: ['projects', id],
    queryFn: ({ signal }) => request<ProjectDetail>(`projects/${id}`, { signal }),
    staleTime: 60_000,
  });
}

export function saveRepository(id: number, repository: ProjectRepository): Promise<Project> {
  return request<Project>(`projects/${id}`, { method: 'PUT', json: { repository } });
}
