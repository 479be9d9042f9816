import {
  inboundFiltersSchema,
  modelGatesSchema,
  retentionSchema,
  scrubbingSchema,
  type Issue,
  type Project,
} from '@bugsage/core';

/** The parts of a case that say nothing about its cause: the same for every case of the benchmark. */
export function issueOf(title: string): Issue {
  return {
    id: '0b5b3a6e-6f5e-4d0c-9a44-3f2f5f0f9a01',
    number: 1,
    project_id: 1,
    title,
    description: null,
    type: '',
    value: '',
    culprit: '',
    severity: 'high',
    status: 'detected',
    substatus: 'new',
    source: 'sdk',
    source_id: null,
    category: null,
    platform: 'node',
    tags: {},
    context: {},
    metadata: {},
    assignee: null,
    resolved_at: null,
    resolved_by: null,
    resolved_in_release: null,
    resolution: null,
    resolved_after_release: null,
    resolved_in_commit: null,
    ignored_while: null,
    ignored_until: null,
    event_count: 12,
    users_affected: 3,
    first_seen: '2026-01-09T10:00:00.000Z',
    last_seen: '2026-01-10T12:00:00.000Z',
    first_release: null,
    last_release: null,
    last_environment: 'production',
    analysis_confidence: null,
    created_at: '2026-01-09T10:00:00.000Z',
    updated_at: '2026-01-10T12:00:00.000Z',
  };
}

export function projectOf(hasRepository: boolean, testCommand: string | null = null): Project {
  return {
    id: 1,
    organization_id: 1,
    name: 'Benchmark',
    slug: 'benchmark',
    repository: hasRepository ? { url: '/bench', root: '', test_command: testCommand } : null,
    fix_confidence_min: 0.7,
    events_per_minute: null,
    auto_resolve_days: null,
    filters: inboundFiltersSchema.parse({}),
    model_gates: modelGatesSchema.parse({}),
    retention: retentionSchema.parse({}),
    scrubbing: scrubbingSchema.parse({}),
    created_at: '2026-01-01T00:00:00.000Z',
  };
}
