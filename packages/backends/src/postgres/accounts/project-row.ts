import { readRetention } from '../postgres-retention-store.ts';
import {
  inboundFiltersSchema,
  modelGatesSchema,
  projectRepositorySchema,
  scrubbingSchema,
  STRICTEST_SCRUBBING,
  type InboundFilters,
  type ModelGates,
  type Project,
  type Scrubbing,
} from '@bugsage/core';

export type ProjectRow = Omit<
  Project,
  'created_at' | 'repository' | 'filters' | 'scrubbing' | 'model_gates' | 'retention'
> & {
  readonly filters: unknown;
  readonly scrubbing: unknown;
  readonly model_gates: unknown;
  readonly retention: unknown;
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
    auto_resolve_days: row.auto_resolve_days,
    filters: readFilters(row.filters),
    scrubbing: readScrubbing(row.scrubbing),
    model_gates: readModelGates(row.model_gates),
    retention: readRetention(row.retention),
    created_at: row.created_at.toISOString(),
  };
}

/** What was written by hand or by a newer version and cannot be read filters nothing; it must not stop the others. */
export function readFilters(value: unknown): InboundFilters {
  const read = inboundFiltersSchema.safeParse(value);
  return read.success ? read.data : inboundFiltersSchema.parse({});
}

/** What cannot be read asks no model: the project wanted some bound. */
function readModelGates(value: unknown): ModelGates {
  const read = modelGatesSchema.safeParse(value);
  return read.success ? read.data : modelGatesSchema.parse({ enabled: false });
}

/** Unlike filters, what cannot be read is taken at its strictest: something may have to be taken out. */
export function readScrubbing(value: unknown): Scrubbing {
  const read = scrubbingSchema.safeParse(value);
  return read.success ? read.data : STRICTEST_SCRUBBING;
}
