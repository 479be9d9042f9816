import type { Breadcrumb, Json, NormalizedEvent } from '@bugsage/core';
import { EVIDENCE_LIMITS } from './limits.ts';

/** One breadcrumb as people read it. All texts are attacker-controlled. */
export type TrailStep = {
  /** Dotted path of the text in the event, for citations. */
  readonly field: string;
  /** Milliseconds before the failure; 0 when the client's clock says otherwise. */
  readonly beforeMs: number;
  readonly category: string;
  readonly text: string;
  /** HTTP status and URL of a request, null for everything else. */
  readonly request: { readonly method: string; readonly url: string; readonly status: number | null } | null;
};

/** What happened before the failure, oldest first, the last 20 steps. */
export function trailOf(event: NormalizedEvent): TrailStep[] {
  const skipped = Math.max(0, event.breadcrumbs.length - EVIDENCE_LIMITS.trailMax);
  return event.breadcrumbs.slice(skipped).map((breadcrumb, index) => ({
    field: `breadcrumbs.${skipped + index}.${fieldOf(breadcrumb)}`,
    beforeMs: Math.max(0, event.occurred_at - breadcrumb.timestamp),
    category: breadcrumb.category ?? breadcrumb.type,
    text: textOf(breadcrumb).slice(0, EVIDENCE_LIMITS.trailLineLengthMax),
    request: requestOf(breadcrumb),
  }));
}

function textOf(breadcrumb: Breadcrumb): string {
  const request = requestOf(breadcrumb);
  if (request !== null) return `${request.method} ${request.url} ${request.status ?? 'no answer'}`;
  return (breadcrumb.message ?? textOfData(breadcrumb.data)).replaceAll(/\s+/g, ' ');
}

function fieldOf(breadcrumb: Breadcrumb): string {
  if (requestOf(breadcrumb) !== null) return 'data.url';
  return breadcrumb.message === null ? 'category' : 'message';
}

function requestOf(breadcrumb: Breadcrumb): TrailStep['request'] {
  const url = textValue(breadcrumb.data?.['url']);
  if (url === null) return null;
  const status = breadcrumb.data?.['status_code'] ?? breadcrumb.data?.['status'];
  const number = typeof status === 'string' ? Number.parseInt(status, 10) : status;
  return {
    method: textValue(breadcrumb.data?.['method']) ?? 'GET',
    url,
    status: typeof number === 'number' && Number.isInteger(number) ? number : null,
  };
}

function textOfData(data: Breadcrumb['data']): string {
  if (data === null) return '';
  const from = textValue(data['from']);
  const to = textValue(data['to']);
  return to === null ? JSON.stringify(data) : `${from ?? ''} -> ${to}`;
}

function textValue(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
