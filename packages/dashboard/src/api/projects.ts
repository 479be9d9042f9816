import type { ModelGates, Project, ProjectRepository, Retention } from '@bugsage/core';
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

export function saveModelGates(
  id: number,
  gates: { readonly fix_confidence_min: number; readonly model_gates: ModelGates },
): Promise<Project> {
  return request<Project>(`projects/${id}`, { method: 'PUT', json: gates });
}

export function saveRetention(id: number, retention: Retention): Promise<Project> {
  return request<Project>(`projects/${id}`, { method: 'PUT', json: { retention } });
}

type ProjectSecret = { readonly name: string; readonly updated_at: string; readonly updated_by: string };

/** Which secrets a project has. Their values are never answered; who is no admin is refused. */
export function projectSecretsQuery(projectId: number) {
  return queryOptions({
    queryKey: ['projects', projectId, 'secrets'],
    queryFn: async ({ signal }) => {
      const answer = await request<{ secrets: readonly ProjectSecret[] }>(`projects/${projectId}/secrets`, {
        signal,
      });
      return answer.secrets;
    },
    retry: false,
  });
}

export function saveRepositoryToken(projectId: number, value: string): Promise<ProjectSecret> {
  const path = `projects/${projectId}/secrets/repository_token`;
  return request<ProjectSecret>(path, { method: 'PUT', json: { value } });
}
