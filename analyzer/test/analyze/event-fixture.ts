import type { StoredEvent } from '@bugsage/backends';
import { inboundFiltersSchema, modelGatesSchema, retentionSchema, scrubbingSchema } from '@bugsage/core';
import type { Breadcrumb, Exception, Frame, Issue, NormalizedEvent, Project } from '@bugsage/core';

const NOW = Date.UTC(2026, 0, 10, 12);

export function frameAt(place: Partial<Frame> & Pick<Frame, 'filename' | 'lineno' | 'colno'>): Frame {
  return {
    function: null,
    module: null,
    abs_path: place.filename,
    pre_context: [],
    context_line: null,
    post_context: [],
    in_app: true,
    vars: null,
    ...place,
  };
}

export function errorOf(type: string, value: string, frames: readonly Frame[]): Exception {
  const mechanism = {
    type: 'generic',
    handled: false,
    synthetic: false,
    exception_id: null,
    parent_id: null,
    source: null,
    is_exception_group: false,
    data: null,
  };
  return { type, value, module: null, mechanism, frames };
}

export function requestStep(method: string, url: string, status: number): Breadcrumb {
  return {
    timestamp: NOW - 1000,
    type: 'http',
    category: 'fetch',
    level: 'info',
    message: null,
    data: { method, url, status_code: status },
  };
}

export function eventOf(parts: Partial<NormalizedEvent>): NormalizedEvent {
  return {
    event_id: 'a'.repeat(32),
    project_id: 1,
    source: 'sdk',
    occurred_at: NOW,
    received_at: NOW,
    times_seen: 1,
    platform: 'node',
    level: 'error',
    logger: null,
    server_name: null,
    release: 'shop@1.0.0',
    dist: null,
    environment: 'production',
    transaction: null,
    message: null,
    exceptions: [],
    breadcrumbs: [],
    tags: [],
    user: null,
    request: null,
    contexts: {},
    extra: {},
    modules: {},
    sdk: null,
    client_fingerprint: null,
    debug_images: [],
    notes: [],
    ...parts,
  };
}

export function storedEvent(parts: Partial<NormalizedEvent>): StoredEvent {
  const event = eventOf(parts);
  const [error] = event.exceptions;
  return {
    event,
    grouping: {
      version: 'bs1',
      fingerprint: 'f'.repeat(32),
      alternatives: [],
      parts: [],
      title: `${error?.type ?? 'Error'}: ${error?.value ?? ''}`,
      culprit: '',
      type: error?.type ?? '',
      value: error?.value ?? '',
    },
    position: { collector: 'c1', incarnation: 1, pos: 1 },
  };
}

export const PROJECT: Project = {
  id: 1,
  organization_id: 1,
  name: 'Shop',
  slug: 'shop',
  repository: { url: '/srv/shop.git', root: '', test_command: null },
  fix_confidence_min: 0.7,
  events_per_minute: null,
  auto_resolve_days: null,
  filters: inboundFiltersSchema.parse({}),
  scrubbing: scrubbingSchema.parse({}),
  model_gates: modelGatesSchema.parse({}),
  retention: retentionSchema.parse({}),
  created_at: '2026-01-01T00:00:00.000Z',
};

export const ISSUE: Issue = {
  id: '0b5b3a6e-6f5e-4d0c-9a44-3f2f5f0f9a01',
  number: 1,
  project_id: 1,
  title: 'TypeError',
  description: null,
  type: 'TypeError',
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
  resolution: null,
  resolved_in_release: null,
  resolved_after_release: null,
  resolved_in_commit: null,
  ignored_while: null,
  ignored_until: null,
  event_count: 5,
  users_affected: 3,
  first_seen: '2026-01-09T10:00:00.000Z',
  last_seen: '2026-01-10T12:00:00.000Z',
  first_release: 'shop@1.0.0',
  last_release: 'shop@1.0.0',
  last_environment: 'production',
  analysis_confidence: null,
  created_at: '2026-01-09T10:00:00.000Z',
  updated_at: '2026-01-10T12:00:00.000Z',
};
