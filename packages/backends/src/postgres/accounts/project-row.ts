import {
  inboundFiltersSchema,
  projectRepositorySchema,
  type InboundFilters,
  type Project,
} from '@bugsage/core';

export type ProjectRow = Omit<Project, 'created_at' | 'repository' | 'filters'> & {
  readonly filters: unknown;
  readonly created_at: Date;
  readonly repository: unknown;
};
export function projectFromRow(row: ProjectRow): Project {
  return {
    id: row.id,
    organization_id: row.organization_id,
    name: row.name,
    slug: row.slug,
    repository: row.repository === null ? null : projectRepositorySchema.parse(row.repository),
    fix_confidence_min: row.fix_confidence_min,
    events_per_minute: row.events_per_minute,
    filters: readFilters(row.filters),
    created_at: row.created_at.toISOString(),
  };
}

/** What was written by hand or by a newer version and cannot be read filters nothing; it must not stop the others. */
export function readFilters(value: unknown): InboundFilters {
  const read = inboundFiltersSchema.safeParse(value);
  return read.success ? read.data : inboundFiltersSchema.parse({});
}
