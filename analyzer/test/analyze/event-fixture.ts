import type { StoredEvent } from '@bugsage/backends';
import { plainEvent, plainIssue, plainProject } from '@bugsage/core/testing';
import type { Breadcrumb, Exception, Frame, NormalizedEvent } from '@bugsage/core';

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
  return plainEvent({
    occurred_at: NOW,
    received_at: NOW,
    platform: 'node',
    release: 'shop@1.0.0',
    environment: 'production',
    ...parts,
  });
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

export const PROJECT = plainProject({ repository: { url: '/srv/shop.git', root: '', test_command: null } });

export const ISSUE = plainIssue({
  type: 'TypeError',
  event_count: 5,
  first_release: 'shop@1.0.0',
  last_release: 'shop@1.0.0',
});
