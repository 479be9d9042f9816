import { UploadFailure } from '../failure.ts';
import { ask, type Connection } from './connection.ts';

export type Project = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** Slug of its organization. */
  readonly organization: string;
};

type Named = { readonly id: string; readonly slug: string; readonly name: string };

/**
 * The project named by slug or number; the only one the token sees when none is named. Throws with the list of those
 * there are.
 */
export async function findProject(
  connection: Connection,
  wanted: { readonly organization: string | null; readonly project: string | null },
): Promise<Project> {
  const organizations = await ask<Named[]>(connection, { path: '/api/0/organizations/' });
  const own = organizations.filter(
    ({ slug, id }) =>
      wanted.organization === null || wanted.organization === slug || wanted.organization === id,
  );
  const projects: Project[] = [];
  for (const { slug: organization } of own) {
    const path = `/api/0/organizations/${encodeURIComponent(organization)}/projects/`;
    const found = await ask<Named[]>(connection, { path });
    projects.push(...found.map(({ id, slug, name }) => ({ id: Number(id), slug, name, organization })));
  }
  const matching = projects.filter(
    ({ slug, id }) => wanted.project === null || wanted.project === slug || wanted.project === String(id),
  );
  const [project] = matching;
  if (project !== undefined && matching.length === 1) return project;
  const names = projects.map(({ organization, slug }) => `${organization}/${slug}`).join(', ');
  const seen = projects.length === 0 ? 'The token sees no project.' : `The token sees: ${names}.`;
  if (matching.length > 1)
    throw new UploadFailure(
      `Which project? Say --project (or BUGSAGE_PROJECT), and --organization when slugs repeat. ${seen}`,
    );
  throw new UploadFailure(
    `There is no project ${[wanted.organization, wanted.project].filter(Boolean).join('/')}. ${seen}`,
  );
}
