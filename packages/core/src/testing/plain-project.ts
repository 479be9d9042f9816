import { inboundFiltersSchema } from '../inbound-filters.ts';
import { modelGatesSchema } from '../model-gates.ts';
import type { Project } from '../project.ts';
import { retentionSchema } from '../retention.ts';
import { scrubbingSchema } from '../scrubbing.ts';

/** A project nobody has set anything of, but for what is named. */
export function plainProject(fields: Partial<Project>): Project {
  return {
    id: 1,
    organization_id: 1,
    name: 'Shop',
    slug: 'shop',
    repository: null,
    fix_confidence_min: 0.7,
    events_per_minute: null,
    auto_resolve_days: null,
    filters: inboundFiltersSchema.parse({}),
    model_gates: modelGatesSchema.parse({}),
    retention: retentionSchema.parse({}),
    scrubbing: scrubbingSchema.parse({}),
    created_at: '2026-01-01T00:00:00.000Z',
    ...fields,
  };
}
