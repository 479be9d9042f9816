import type { Scope } from './issue-store.ts';

export type ProjectReference = { readonly id: number; readonly slug: string; readonly name: string };

/** Projects by the names command-line tools know them under. */
export type ProjectDirectory = {
  /** Projects of an organization (slug or id) within the scope; `projects` narrows by slug or id. */
  findProjects(query: {
    organization: string;
    projects: readonly string[] | null;
    scope: Scope;
  }): Promise<(ProjectReference & { readonly organization_id: number })[]>;
  organizations(scope: Scope): Promise<{ id: number; slug: string; name: string }[]>;
};
